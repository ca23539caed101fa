import { UserError } from '../core/errors.js';
import { defineInput } from '../core/input.js';
import { forPython } from '../core/requirements/requirement-set.js';
import { groupNames, groupRequirements } from './structured/dependency-groups.js';
import { plainSet } from './structured/plain-requirements.js';
import { readToml, requirementsAt, tableAt, textAt, textsAt, type Table } from './structured/tables.js';

/** What the project needs, its optional parts and groups included: everything that a working copy of it may install. */
function requirementsIn(pyproject: Table, file: string): readonly string[] {
  const project = tableAt(pyproject, 'project');
  const dynamic = textsAt(project, 'dynamic').find((field) => field === 'dependencies' || field === 'optional-dependencies');
  if (dynamic !== undefined) {
    throw new UserError('bad-input', `${file}: the ${dynamic} of the project are dynamic, so only a build tells them`, { hint: 'depsec audit FOLDER judges the project with its build, then what that asks for' });
  }
  const extras = tableAt(project, 'optional-dependencies');
  const optional = Object.keys(extras).flatMap((extra) => requirementsAt(extras, extra, file));
  // Where uv kept what a working copy needs before there were groups, and still installs it from.
  const ofUv = requirementsAt(tableAt(tableAt(pyproject, 'tool'), 'uv'), 'dev-dependencies', file);
  return [...requirementsAt(project, 'dependencies', file), ...optional, ...groupNames(pyproject).flatMap((name) => groupRequirements(pyproject, name, file)), ...ofUv];
}

export default defineInput({
  title: 'Project file (pyproject.toml)',
  recognises: ({ name, text }) => name === 'pyproject.toml' || /^\[(?:project|dependency-groups)\]\s*$/m.test(text),

  /** `[project]` with its optional dependencies (PEP 621) and all dependency groups (PEP 735), and what uv keeps beside them. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    const pyproject = await readToml(text, file);
    if (!('project' in pyproject) && !('dependency-groups' in pyproject)) {
      throw new UserError('bad-input', `${file} has neither [project] nor [dependency-groups]`, { hint: 'for a project of Poetry or PDM give its lock file' });
    }
    const set = plainSet([...new Set(requirementsIn(pyproject, file))], { file, text, reader });
    return forPython(set, file, textAt(tableAt(pyproject, 'project'), 'requires-python'));
  },
});
