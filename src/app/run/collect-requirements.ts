import { constraintProblem } from '../../core/constraint.js';
import { UserError } from '../../core/errors.js';
import type { InputFormat, InputReader } from '../../core/input.js';
import { requirementLine, type Requirement } from '../../core/requirement.js';
import { emptySet, mergeSets, type RequirementSet } from '../../core/requirement-set.js';

/** What the user asked for, before it is read. */
export interface Wanted {
  readonly packages: readonly string[];
  /** What stood behind `-e`. */
  readonly editables: readonly string[];
  readonly requirementFiles: readonly string[];
  readonly constraintFiles: readonly string[];
}

/** pip compares hashes of files; a folder or a checkout has none, so a run in which hashes count can have neither. */
function refuseWithoutHash({ requirements, constraints, options }: RequirementSet): void {
  const all = [...requirements, ...constraints];
  if (!options.requireHashes && all.every(({ hashes }) => hashes.length === 0)) return;
  const source = all.find(({ editable, target }) => editable || target === 'folder' || target === 'vcs');
  if (!source) return;
  const where = source.origin ? `${source.origin.file}:${source.origin.line}: ` : '';
  throw new UserError('bad-requirement', `${where}${requirementLine(source)} has no single file whose hash could be compared, and this run requires hashes`, { hint: 'give an archive of it with its --hash, or install it in a run of its own' });
}

function parseArgument(parse: () => Requirement): Requirement {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(error.code, error.message, { hint: 'give a name (flask), a version (flask==3.0), a wheel, -e FOLDER, or -r FILE', cause: error });
    throw error;
  }
}

const argumentsOf = ({ packages, editables }: Wanted, reader: InputReader): readonly Requirement[] => [
  ...editables.map((text) => parseArgument(() => ({ ...reader.parseEditable(text), editable: true }))),
  ...packages.map((text) => parseArgument(() => reader.parse(text, { from: null }))),
];

async function readConstraints(file: string, format: InputFormat, reader: InputReader): Promise<RequirementSet> {
  const { requirements, constraints, options } = await format.read(file, reader);
  // As in pip: what a file behind -c includes with -r is asked for, only its own lines are constraints.
  const isOwn = ({ origin }: Requirement): boolean => origin?.file === file;
  const own = requirements.filter(isOwn);
  const problems = own.flatMap((requirement) => {
    const problem = constraintProblem(requirement);
    return problem === null ? [] : [`${file}:${requirement.origin?.line ?? 0}: ${problem}\n    ${requirementLine(requirement)}`];
  });
  if (problems.length > 0) throw new UserError('bad-requirement', problems.join('\n'));
  return { requirements: requirements.filter((requirement) => !isOwn(requirement)), constraints: [...own, ...constraints], options };
}

/** Reads arguments, requirements and constraints files into one set. Throws `bad-requirement` (exit 2) */
export async function collectRequirements(wanted: Wanted, format: InputFormat, reader: InputReader): Promise<RequirementSet> {
  let set: RequirementSet = { ...emptySet, requirements: argumentsOf(wanted, reader) };
  for (const file of wanted.requirementFiles) set = mergeSets(set, await format.read(file, reader));
  for (const file of wanted.constraintFiles) set = mergeSets(set, await readConstraints(file, format, reader));
  if (set.requirements.length === 0) {
    const empty = wanted.requirementFiles.length > 0;
    throw new UserError('bad-arguments', empty ? `${wanted.requirementFiles.join(', ')} asks for no package` : 'nothing to do: no package named', { hint: 'name packages, or give a file with -r' });
  }
  refuseWithoutHash(set);
  return set;
}
