import { resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import { pipOptions, type PipOption } from './option-table.js';

/** What the user gave for pip's options: name → values in order; a flag has the single value ''. */
export type PipOptionValues = ReadonlyMap<string, readonly string[]>;

/** The same values with every path made absolute: pip is started in a private folder, not in the user's. */
export function absoluteOptionPaths(values: PipOptionValues, cwd: string, home: string | null): PipOptionValues {
  const paths = new Set(pipOptions.filter(({ path }) => path).map(({ name }) => name));
  const absolute = (given: string): string => resolve(cwd, home === null ? given : given.replace(/^~(?=[\\/]|$)/, home));
  return new Map([...values].map(([name, list]) => [name, paths.has(name) ? list.map(absolute) : list]));
}

/** Throws `bad-arguments` (exit 2) for an option that cannot be honoured: dropping it would change what is installed. */
export function refuseUnsafeOptions(values: PipOptionValues): void {
  const refused = pipOptions.find(({ name, use }) => use === 'refused' && values.has(name));
  if (refused) throw new UserError('bad-arguments', `--${refused.name} cannot be honoured safely`, { hint: refused.help });
  // depsec hands them to the backends itself, so pip never sees what is wrong with one.
  const stray = values.get('config-settings')?.find((setting) => !setting.includes('='));
  if (stray !== undefined) throw new UserError('bad-arguments', `Arguments to --config-settings must be of the form KEY=VAL, and ${JSON.stringify(stray)} is not`);
}

/** pip's options that ask for files of another Python or platform than the one it runs on. */
export const FOR_OTHERS: readonly string[] = ['platform', 'python-version', 'implementation', 'abi'];

/**
 * The same values for a run that only judges: files for another platform go into an empty folder of their own. Older pips list them for no other
 * place, and newer ones would pass over what the environment here has already, though for this platform.
 */
export function intoEmptyFolder(values: PipOptionValues, folder: string): PipOptionValues {
  return values.has('target') || !FOR_OTHERS.some((option) => values.has(option)) ? values : new Map([...values, ['target', [folder]]]);
}

const ELSEWHERE = ['target', 'prefix', 'root', 'user', 'no-compile'];

/** False where pip compiles for paths that nobody knows before it has chosen them, or not at all. */
export const compilesInPlace = (values: PipOptionValues): boolean => !ELSEWHERE.some((option) => values.has(option));

type PipRun = 'resolve' | 'install' | 'one-pass';

const isFor = ({ use }: PipOption, run: PipRun): boolean => use === 'both' || (run === 'one-pass' ? use === 'resolve' || use === 'install' : use === run);

const byName: ReadonlyMap<string, PipOption> = new Map(pipOptions.map((option) => [option.name, option]));

/**
 * The argv words for one of pip's two runs, or for the one that stands for both, in the order of the values: of --no-binary and --only-binary the later takes back
 * what the earlier said. Each is a single `--name=value`, so that no value is taken for an option.
 */
export function pipArguments(values: PipOptionValues, run: PipRun): readonly string[] {
  return [...values].flatMap(([name, list]) => {
    const option = byName.get(name);
    if (option === undefined || !isFor(option, run)) return [];
    return list.map((given) => (option.value === undefined ? `--${name}` : `--${name}=${given}`));
  });
}

// What pip itself hands on to the pip that fills a build environment; constraints and places are for the packages, not for their builds.
const FOR_BUILDS = new Set(['pre', 'prefer-binary', 'no-binary', 'only-binary', 'ignore-requires-python']);

/** The argv words for resolving the requirements of a build, which go into an empty environment. */
export function buildListingArguments(values: PipOptionValues): readonly string[] {
  return ['--ignore-installed', ...pipArguments(new Map([...values].filter(([name]) => FOR_BUILDS.has(name))), 'resolve')];
}
