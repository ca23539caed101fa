import type { Rule } from '../core/rule.js';
import type { PythonParser } from '../python/python-parser.js';
import type { ReadAllowance, readSource } from '../python/read-source.js';

/** What an analysis works with. `rules` by id; the parser loads when the first file needs it. */
export interface Analyser {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly loadParser: () => Promise<PythonParser>;
  /** How much may still be read of one archive; without end when missing. */
  readonly allowance?: ReadAllowance;
  /** Another reader of Python files than `src/python`; for tests. */
  readonly readSource?: typeof readSource;
}
