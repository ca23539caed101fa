import { UserError } from '../core/errors.js';
import { defineInput } from '../core/input.js';
import { parseIni } from '../formats/ini.js';
import { refuseConflict } from './structured/tables.js';
import { plainSet } from './structured/plain-requirements.js';

const REFERENCE = /^(?:file|attr):/;

export default defineInput({
  title: 'Project file of setuptools (setup.cfg)',
  recognises: ({ name }) => name === 'setup.cfg',

  /** `install_requires` and `extras_require`. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    refuseConflict(text, file);
    const entries = parseIni(text).filter(({ section, key }) => (section === 'options' && key === 'install_requires') || section === 'options.extras_require');
    const texts = entries.flatMap(({ values }) => values.flatMap((value) => value.split(/;(?=\s*$)/)).map((value) => value.trim()).filter(Boolean));
    const reference = texts.find((each) => REFERENCE.test(each));
    if (reference !== undefined) throw new UserError('bad-input', `${file}: the requirements stand elsewhere (${reference})`, { hint: 'give that file with -r' });
    if (texts.length === 0) throw new UserError('bad-input', `${file} names no requirements`, { hint: 'depsec audit FOLDER judges the project with its build, then what that asks for' });
    return plainSet([...new Set(texts)], { file, text, reader });
  },
});
