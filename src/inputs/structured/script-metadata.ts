import { UserError } from '../../core/errors.js';
import { readToml, textAt, textsAt } from './tables.js';

/** What a script says about itself in its head (PEP 723). */
export interface ScriptMetadata {
  readonly dependencies: readonly string[];
  /** Version clauses, or '' where any Python will do. */
  readonly requiresPython: string;
}

// The pattern of the specification (inline script metadata, PEP 723).
const BLOCK = /^# \/\/\/ (?<type>[a-zA-Z0-9-]+)$\s(?<content>(?:^#(?:| .*)$\s)+)^# \/\/\/$/gm;

/** What setup.py asks for is known only when it runs, which an audit of its folder keeps from harm. */
function hintFor(file: string): string {
  const [, folder = '', name = file] = /^(.*[\\/])?([^\\/]*)$/s.exec(file) ?? [];
  if (name === 'setup.py') return `depsec audit ${folder === '' || folder === './' ? '.' : folder} judges the project that it builds, and what that asks for`;
  return 'a script does so in a block of comments that begins with "# /// script" (PEP 723)';
}

/** Reads the block named `script`. Throws `bad-input` where there is none, or more than one. */
export async function scriptMetadata(text: string, file: string): Promise<ScriptMetadata> {
  const blocks = [...text.replaceAll('\r\n', '\n').matchAll(BLOCK)].filter(({ groups }) => groups?.['type'] === 'script');
  if (blocks.length > 1) throw new UserError('bad-input', `${file} has more than one block of script metadata`);
  const content = blocks[0]?.groups?.['content'];
  if (content === undefined) throw new UserError('bad-input', `${file} names no requirements`, { hint: hintFor(file) });
  const metadata = await readToml(content.split('\n').map((line) => line.replace(/^# ?/, '')).join('\n'), file);
  return { dependencies: textsAt(metadata, 'dependencies'), requiresPython: textAt(metadata, 'requires-python') ?? '' };
}
