import { resolve } from 'node:path';
import { UserError } from '../../../core/errors.js';
import type { InputReader } from '../../../core/input.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import type { Requirement } from '../../../core/requirements/requirement.js';
import * as formats from '../../../inputs/registry.js';
import { groupRequirements } from '../../../inputs/structured/dependency-groups.js';
import { fitsPython } from '../../../inputs/structured/fits-python.js';
import { scriptMetadata } from '../../../inputs/structured/script-metadata.js';
import { readToml } from '../../../inputs/structured/tables.js';
import { readTextCapped } from '../../../platform/files.js';
import type { InstallFlags } from '../../request.js';
import type { Workshop } from '../../workshop.js';
import { collectRequirements, readConstraints } from './collect-requirements.js';
import { requirementReader, type RequirementReaderTools } from './requirement-reader.js';

/** Where requirements are read, and for which Python; null before that is known. */
export interface Asking {
  readonly flags: InstallFlags;
  readonly shop: Workshop;
  readonly pythonVersion: string | null;
  /** Reads files some other way than as they are now. */
  readonly readFile?: RequirementReaderTools['readFile'] | undefined;
  /** Nothing is installed, so the digests of a lock are compared by depsec and not by pip, and all parts of a lock are read. */
  readonly judgesOnly?: boolean;
  /** Files that pip's configuration names. */
  readonly configured: { readonly requirement: readonly string[]; readonly constraint: readonly string[]; readonly editable: readonly string[] };
}

function readerFor({ shop, readFile = readTextCapped, judgesOnly = false }: Pick<Asking, 'shop' | 'readFile' | 'judgesOnly'>): InputReader {
  return requirementReader({
    cwd: shop.cwd,
    readFile,
    readPage: (url) => Promise.reject(new UserError('bad-input', `${url}: requirements files from the network are not read`, { hint: 'download it, look at it, and name the file' })),
    variable: (name) => shop.environment.variables[name],
    everyPart: judgesOnly,
  });
}

async function inGroup(value: string, reader: InputReader): Promise<readonly Requirement[]> {
  const [, path = 'pyproject.toml', name = ''] = /^(?:(.*):)?([^:]*)$/s.exec(value) ?? [];
  if (!/(?:^|[\\/])pyproject\.toml$/.test(path)) throw new UserError('bad-arguments', "group paths use 'pyproject.toml' filenames");
  const texts = groupRequirements(await readToml(await reader.read(path), path), name, path);
  return texts.map((text) => reader.parse(text, { from: path }));
}

async function inScript(file: string, reader: InputReader, { flags, pythonVersion }: Asking): Promise<readonly Requirement[]> {
  const { dependencies, requiresPython } = await scriptMetadata(await reader.read(file), file);
  const version = flags.pip.get('python-version')?.at(-1) ?? pythonVersion;
  if (version !== null && !flags.pip.has('ignore-requires-python') && !fitsPython(requiresPython, version)) {
    throw new UserError('bad-input', `Script '${file}' requires a different Python: ${version} not in '${requiresPython}'`);
  }
  return dependencies.map((text) => reader.parse(text, { from: file }));
}

async function namedElsewhere(asking: Asking, reader: InputReader): Promise<readonly Requirement[]> {
  const { pip } = asking.flags;
  const scripts = pip.get('requirements-from-script') ?? [];
  if (scripts.length > 1) throw new UserError('bad-arguments', '--requirements-from-script can only be given once');
  const groups = await Promise.all((pip.get('group') ?? []).map((value) => inGroup(value, reader)));
  return [...groups.flat(), ...(await Promise.all(scripts.map((file) => inScript(file, reader, asking)))).flat()];
}

/** Everything that the command line and pip's configuration ask for. Throws `bad-requirement`, `bad-input` or `bad-arguments` (exit 2). */
export async function askedRequirements(asking: Asking): Promise<RequirementSet> {
  const { flags, configured } = asking;
  const reader = readerFor(asking);
  const wanted = {
    packages: flags.packages,
    editables: [...configured.editable, ...flags.editables],
    requirementFiles: [...configured.requirement, ...flags.requirementFiles],
    constraintFiles: [...configured.constraint, ...flags.constraintFiles],
    named: await namedElsewhere(asking, reader),
    judgesOnly: asking.judgesOnly ?? false,
  };
  return await collectRequirements(wanted, { formats, reader });
}

/** What constraints files say of the packages that builds need. */
export async function buildConstraints(files: readonly string[], shop: Workshop): Promise<readonly Requirement[]> {
  const reader = readerFor({ shop });
  const sets = await Promise.all(files.map((file) => readConstraints(resolve(shop.cwd, file), formats.requirements, reader)));
  return sets.flatMap(({ constraints }) => constraints);
}
