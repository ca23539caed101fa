import type { Rule } from '../core/rule.js';
import type { PythonParser } from '../python/python-parser.js';
import type { readSource } from '../python/read-source.js';

/** What an analysis works with. `rules` by id; the parser loads when the first file needs it. */
export interface Analyser {
  readonly rules: Readonly<Record<string, Rule>>;
  readonly loadParser: () => Promise<PythonParser>;
  /** Another reader of Python files than `src/python`; for tests. */
  readonly readSource?: typeof readSource;
}
