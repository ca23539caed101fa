import { UserError } from '../core/errors.js';
import { defineInput } from '../core/input.js';
import { mergeSets, type RequirementSet } from '../core/requirements/requirement-set.js';
import { plainSet } from './structured/plain-requirements.js';
import { isTable, readYaml, requirementsAt, type Table } from './structured/tables.js';
import requirements from './requirements.js';

const FILE_OPTION = /^(?:-r|--requirement)[\s=]\s*(.+)$/;

/** What stands below `pip:`, which conda hands to pip line by line. */
function pipLines(environment: Table, file: string): readonly string[] {
  const dependencies = environment['dependencies'];
  return Array.isArray(dependencies) ? dependencies.filter(isTable).flatMap((entry) => requirementsAt(entry, 'pip', file)) : [];
}

export default defineInput({
  title: 'Environment of conda (environment.yml), its pip section',
  recognises: ({ name, text }) => /\.ya?ml$/.test(name) && /^dependencies\s*:/m.test(text),

  /** The `pip:` section; conda's own packages are none of pip's. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    const lines = pipLines(await readYaml(text, file), file);
    if (lines.length === 0) throw new UserError('bad-input', `${file} asks pip for nothing`, { hint: "conda's own packages come from conda's channels, which depsec does not judge" });
    const included = lines.flatMap((line) => FILE_OPTION.exec(line)?.[1]?.trim() ?? []);
    const option = lines.find((line) => line.startsWith('-') && !FILE_OPTION.test(line));
    if (option !== undefined) throw new UserError('bad-input', `${file}: ${JSON.stringify(option)} below pip: is not understood`, { hint: 'put options into a requirements file and name that with -r' });
    let set: RequirementSet = plainSet(lines.filter((line) => !line.startsWith('-')), { file, text, reader });
    for (const each of included) set = mergeSets(set, await requirements.read(reader.locate(each, { from: file }), reader));
    return set;
  },
});
