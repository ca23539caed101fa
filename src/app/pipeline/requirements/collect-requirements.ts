import { basename } from 'node:path';
import { constraintProblem } from '../../../core/requirements/constraint.js';
import { UserError } from '../../../core/errors.js';
import { createAttempts } from '../../../core/joined-errors.js';
import type { InputFormat, InputReader } from '../../../core/input.js';
import { requirementLine, type Requirement } from '../../../core/requirements/requirement.js';
import { withoutLockedHashes } from '../../locks/lock-entries.js';
import { emptySet, mergeSets, type RequirementSet } from '../../../core/requirements/requirement-set.js';

/** What the user asked for, before it is read. */
export interface Wanted {
  readonly packages: readonly string[];
  /** What stood behind `-e`. */
  readonly editables: readonly string[];
  readonly requirementFiles: readonly string[];
  readonly constraintFiles: readonly string[];
  /** What a group of pyproject.toml or the head of a script names. */
  readonly named: readonly Requirement[];
  /** Digests of a lock bind nobody: what does not fit is found instead of refused. */
  readonly judgesOnly: boolean;
}

/** The formats by their ids, and how files are read. */
export interface InputTools {
  readonly formats: Readonly<Record<string, InputFormat>> & { readonly requirements: InputFormat };
  readonly reader: InputReader;
}

/** pip compares hashes of files; a folder or a checkout has none, so a run in which hashes count can have neither. */
function refuseWithoutHash({ requirements, constraints, options }: RequirementSet): void {
  const all = [...requirements, ...constraints];
  if (!options.requireHashes && all.every(({ hashes }) => hashes.length === 0)) return;
  const source = all.find(({ editable, target }) => editable || target === 'folder' || target === 'vcs');
  if (!source) return;
  const where = source.origin ? `${source.origin.file}:${source.origin.line}: ` : '';
  throw new UserError('bad-requirement', `${where}${requirementLine(source)} has no single file whose hash could be compared, and this run requires hashes`, { hint: source.lockedFiles === undefined ? 'give an archive of it with its --hash, or install it in a run of its own' : 'depsec audit judges such a lock; to install it, let the tool that made it write requirements without hashes' });
}

function parseArgument(parse: () => Requirement): Requirement {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(error.code, error.message, { hint: error.hint ?? 'give a name (flask), a version (flask==3.0), a wheel, -e FOLDER, or -r FILE', cause: error });
    throw error;
  }
}

// Behind -e it would be the working directory: nobody means that by nothing.
function refuseEmpty(text: string): void {
  if (text.trim() === '') throw new UserError('bad-requirement', 'an empty requirement was given', { hint: 'a variable that is not set, most likely: give a name (flask), a version (flask==3.0), a wheel, -e FOLDER, or -r FILE' });
}

function parseEach(texts: readonly string[], parse: (text: string) => Requirement): readonly (() => Requirement)[] {
  return texts.map((text) => () => {
    refuseEmpty(text);
    return parseArgument(() => parse(text));
  });
}

const argumentsOf = ({ packages, editables }: Wanted, reader: InputReader): readonly (() => Requirement)[] => [
  ...parseEach(editables, (text) => ({ ...reader.parseEditable(text), editable: true })),
  ...parseEach(packages, (text) => reader.parse(text, { from: null })),
];

/** Reads one constraints file. Throws `bad-requirement` (exit 2). */
export async function readConstraints(file: string, format: InputFormat, reader: InputReader): Promise<RequirementSet> {
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

// A file found by its name may be anything inside; one that is found by its text is what it says. What nothing else knows is a list of requirements.
async function readAny(file: string, { formats, reader }: InputTools): Promise<RequirementSet> {
  const name = basename(file);
  const text = await reader.read(file);
  const format = Object.values(formats).find((each) => each.recognises({ name, text: '' })) ?? Object.values(formats).find((each) => each.recognises({ name, text }));
  return await (format ?? formats.requirements).read(file, reader);
}

/** A lock names all that is to be installed, and pip is told so: whatever else was asked for would come without what it needs. */
function refuseBesideLock(sets: readonly RequirementSet[], wanted: Wanted): void {
  const at = sets.findIndex(({ options }) => options.noDeps);
  if (at < 0 || (sets.length === 1 && wanted.packages.length + wanted.editables.length === 0)) return;
  throw new UserError('bad-arguments', `${wanted.requirementFiles[at]} locks everything that is to be installed, so nothing else can be asked for beside it`, { hint: 'judge it in a run of its own' });
}

interface ReadParts {
  readonly given: readonly Requirement[];
  readonly files: readonly RequirementSet[];
  readonly constraints: readonly RequirementSet[];
}

/** Reads all of it before it throws, so that everything that is wrong is told at once. */
async function readParts(wanted: Wanted, tools: InputTools): Promise<ReadParts> {
  const { attempt, finish } = createAttempts();
  const parts = { given: [...(await Promise.all(argumentsOf(wanted, tools.reader).map(attempt))).flat(), ...wanted.named], files: new Array<RequirementSet>(), constraints: new Array<RequirementSet>() };
  if ([...wanted.requirementFiles, ...wanted.constraintFiles].includes('')) await attempt(() => { throw new UserError('bad-input', 'the name of the file behind -r or -c is empty', { hint: 'a variable that is not set, most likely' }); });
  for (const file of wanted.requirementFiles.filter(Boolean)) parts.files.push(...(await attempt(() => readAny(file, tools))));
  for (const file of wanted.constraintFiles.filter(Boolean)) parts.constraints.push(...(await attempt(() => readConstraints(file, tools.formats.requirements, tools.reader))));
  finish();
  return parts;
}

/** Reads arguments, requirements, lock and constraints files into one set. Throws one `bad-requirement`, `bad-input` or `bad-arguments` (exit 2) that tells all that is wrong. */
export async function collectRequirements(wanted: Wanted, tools: InputTools): Promise<RequirementSet> {
  const { given, files, constraints } = await readParts(wanted, tools);
  refuseBesideLock(files, wanted);
  const set = [...files, ...constraints].reduce(mergeSets, { ...emptySet, requirements: given });
  // A file with nothing in it is a file all the same, to pip as well.
  if (set.requirements.length === 0 && wanted.requirementFiles.length === 0) throw new UserError('bad-arguments', 'nothing to do: no package named', { hint: 'name packages, or give a file with -r' });
  refuseWithoutHash(wanted.judgesOnly ? withoutLockedHashes(set) : set);
  return set;
}
