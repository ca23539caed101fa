import { UserError } from '../core/errors.js';
import { defineInput } from '../core/input.js';
import { plainSet } from './structured/plain-requirements.js';
import { readToml, textsAt } from './structured/tables.js';

// The pattern of the specification (inline script metadata, PEP 723).
const BLOCK = /^# \/\/\/ (?<type>[a-zA-Z0-9-]+)$\s(?<content>(?:^#(?:| .*)$\s)+)^# \/\/\/$/gm;

function metadataIn(text: string, file: string): string | null {
  const blocks = [...text.replaceAll('\r\n', '\n').matchAll(BLOCK)].filter(({ groups }) => groups?.['type'] === 'script');
  if (blocks.length > 1) throw new UserError('bad-input', `${file} has more than one block of script metadata`);
  const content = blocks[0]?.groups?.['content'];
  return content === undefined ? null : content.split('\n').map((line) => line.replace(/^# ?/, '')).join('\n');
}

export default defineInput({
  title: 'Python script with its own requirements (PEP 723)',
  recognises: ({ name, text }) => /\.pyw?$/.test(name) || /^# \/\/\/ script$/m.test(text),

  /** The `dependencies` of the block of metadata. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    const metadata = metadataIn(text, file);
    if (metadata === null) throw new UserError('bad-input', `${file} names no requirements`, { hint: 'a script does so in a block of comments that begins with "# /// script" (PEP 723)' });
    return plainSet(textsAt(await readToml(metadata, file), 'dependencies'), { file, text, reader });
  },
});
