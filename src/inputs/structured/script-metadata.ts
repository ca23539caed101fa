import { UserError } from '../../core/errors.js';
import { PYTHON_BLANK } from '../../core/python-blanks.js';
import { readToml, requirementsAt, textAt } from './tables.js';

/** What a script says about itself in its head (PEP 723). */
export interface ScriptMetadata {
  readonly dependencies: readonly string[];
  /** Version clauses, or '' where any Python will do. */
  readonly requiresPython: string;
}

// The pattern of the specification (inline script metadata, PEP 723), with lines that end where they do for Python: JavaScript's `^`, `$` and `.` take separators for line ends.
const START = String.raw`(?<![^\n])`;
const END = String.raw`(?![^\n])`;
const BLOCK = new RegExp(`${START}# /// (?<type>[a-zA-Z0-9-]+)${END}${PYTHON_BLANK}(?<content>(?:${START}#(?:| [^\\n]*)${END}${PYTHON_BLANK})+)${START}# ///${END}`, 'g');

const BEHIND_LINES = /(?<=[\n\v\f\x1C-\x1E\x85\u2028\u2029])/;

/** The lines of a block without what makes comments of them, by `splitlines()` as in the specification. */
const uncommented = (content: string): string => content.split(BEHIND_LINES).map((line) => line.slice(line.startsWith('# ') ? 2 : 1)).join('');

/** What setup.py asks for is known only when it runs, which an audit of its folder keeps from harm. */
function hintFor(file: string): string {
  const [, folder = '', name = file] = /^(.*[\\/])?([^\\/]*)$/s.exec(file) ?? [];
  if (name === 'setup.py') return `depsec audit ${folder === '' || folder === './' ? '.' : folder} judges the project that it builds, and what that asks for`;
  return 'a script does so in a block of comments that begins with "# /// script" (PEP 723)';
}

/** Reads the block named `script`. Throws `bad-input` where there is none, or more than one. */
export async function scriptMetadata(text: string, file: string): Promise<ScriptMetadata> {
  const blocks = [...text.replace(/\r\n?/g, '\n').matchAll(BLOCK)].filter(({ groups }) => groups?.['type'] === 'script');
  if (blocks.length > 1) throw new UserError('bad-input', `${file} has more than one block of script metadata`);
  const content = blocks[0]?.groups?.['content'];
  if (content === undefined) throw new UserError('bad-input', `${file} names no requirements`, { hint: hintFor(file) });
  const metadata = await readToml(uncommented(content), file);
  return { dependencies: requirementsAt(metadata, 'dependencies', file), requiresPython: textAt(metadata, 'requires-python') ?? '' };
}
