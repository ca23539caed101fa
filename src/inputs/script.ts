import { defineInput } from '../core/input.js';
import { forPython } from '../core/requirements/requirement-set.js';
import { plainSet } from './structured/plain-requirements.js';
import { scriptMetadata } from './structured/script-metadata.js';
import { refuseConflict } from './structured/tables.js';

export default defineInput({
  title: 'Python script with its own requirements (PEP 723)',
  recognises: ({ name, text }) => /\.pyw?$/.test(name) || /^# \/\/\/ script$/m.test(text),

  /** The `dependencies` of the block of metadata. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    refuseConflict(text, file);
    const { dependencies, requiresPython } = await scriptMetadata(text, file);
    return forPython(plainSet(dependencies, { file, text, reader }), file, requiresPython);
  },
});
