import type { Rule } from '../core/rule.js';
import type { LoadParser } from '../python/python-parser.js';
import type { ReadAllowance, readSource } from '../python/read-source.js';

/** What an analysis works with. `rules` by id. */
export interface Analyser {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly loadParser: LoadParser;
  /** How much may still be read of one archive; without end when missing. */
  readonly allowance?: ReadAllowance;
  /** Another reader of Python files than `src/python`; for tests. */
  readonly readSource?: typeof readSource;
}
