import { ToolError, UserError } from '../../core/errors.js';
import type { InputFormat, InputReader } from '../../core/input.js';
import { requirementLine, type Requirement } from '../../core/requirement.js';
import { emptySet, mergeSets, type RequirementSet } from '../../core/requirement-set.js';

/** What the user asked for, before it is read. */
export interface Wanted {
  readonly packages: readonly string[];
  readonly requirementFiles: readonly string[];
  readonly constraintFiles: readonly string[];
}

// Only a wheel can be looked at without running its build: everything else waits for the gate in front of builds.
function refuseSources({ requirements, constraints }: RequirementSet): void {
  const source = [...requirements, ...constraints].find(({ editable, target }) => editable || (target !== 'index' && target !== 'wheel'));
  if (!source) return;
  const where = source.origin ? `${source.origin.file}:${source.origin.line}: ` : '';
  throw new ToolError('no-wheel', `${where}${source.editable ? '-e ' : ''}${requirementLine(source)} is source code, which pip would have to build before depsec can judge it`, {
    hint: 'depsec installs wheels only at present; nothing was run or installed',
  });
}

function parseArgument(text: string, reader: InputReader): Requirement {
  try {
    return reader.parse(text, { from: null });
  } catch (error) {
    if (error instanceof UserError) throw new UserError(error.code, error.message, { hint: 'give a name (flask), a version (flask==3.0), a wheel, or -r FILE', cause: error });
    throw error;
  }
}

async function readConstraints(file: string, format: InputFormat, reader: InputReader): Promise<RequirementSet> {
  const { requirements, constraints, options } = await format.read(file, reader);
  return { requirements: [], constraints: [...requirements, ...constraints], options };
}

/** Reads arguments, requirements and constraints files into one set. Throws `bad-requirement` (exit 2), or `no-wheel` (exit 3) for source code. */
export async function collectRequirements(wanted: Wanted, format: InputFormat, reader: InputReader): Promise<RequirementSet> {
  let set: RequirementSet = { ...emptySet, requirements: wanted.packages.map((text) => parseArgument(text, reader)) };
  for (const file of wanted.requirementFiles) set = mergeSets(set, await format.read(file, reader));
  for (const file of wanted.constraintFiles) set = mergeSets(set, await readConstraints(file, format, reader));
  if (set.requirements.length === 0) {
    const empty = wanted.requirementFiles.length > 0;
    throw new UserError('bad-arguments', empty ? `${wanted.requirementFiles.join(', ')} asks for no package` : 'nothing to do: no package named', { hint: 'name packages, or give a file with -r' });
  }
  refuseSources(set);
  return set;
}
