import { UserError } from '../../core/errors.js';
import { parseTable } from '../toml/parse.js';

/** What a script says about itself in its head (PEP 723). */
export interface ScriptMetadata {
  readonly dependencies: readonly string[];
  /** Version clauses, or '' where any Python will do. */
  readonly requiresPython: string;
}

// The pattern that PEP 723 gives.
const BLOCK = /^# \/\/\/ (?<type>[a-zA-Z0-9-]+)$\s(?<content>(?:^#(?:| .*)$\s)+)^# \/\/\/$/gm;

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Reads the block named `script`. Throws `bad-input` where there is none, or more than one, or what stands in it is no such metadata. */
export async function scriptMetadata(text: string, file: string): Promise<ScriptMetadata> {
  const blocks = [...text.replaceAll('\r\n', '\n').matchAll(BLOCK)].filter(({ groups }) => groups?.['type'] === 'script');
  if (blocks.length > 1) throw new UserError('bad-input', `Multiple 'script' blocks found in ${file}`);
  const content = blocks[0]?.groups?.['content'];
  if (content === undefined) throw new UserError('bad-input', `File does not contain 'script' metadata: ${JSON.stringify(file)}`);
  const toml = content.split('\n').map((line) => line.replace(/^# ?/, '')).join('\n');
  const { dependencies = [], 'requires-python': requiresPython = '' } = await parseTable(toml, `the script metadata of ${file}`);
  if (!isTexts(dependencies) || typeof requiresPython !== 'string') throw new UserError('bad-input', `${file}: dependencies must be a list of texts, and requires-python a text`);
  return { dependencies, requiresPython };
}
