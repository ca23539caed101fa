import { isTable, parseToml, UnusableBuildSystem, type Table } from '../../archive/project/build-system.js';
import type { SourceProject } from '../../archive/project/source-project.js';
import type { EntryPoint } from '../entry-points/entry-point.js';
import { ofConfiguration, ofPyproject, ofText } from '../entry-points/read-entry-points.js';
import type { BuildStart } from './build-start.js';
import type { ReadTree } from './read-tree.js';
import { entryPointStarts, readSetupConfiguration, type SetupConfiguration } from './setup-cfg.js';

/** The files of a project that tell a build what to run. */
export interface Configuration {
  readonly pyproject: Table;
  readonly hatch: Table;
  readonly setup: SetupConfiguration;
  /** Entry points that a build itself loads. */
  readonly entryStarts: readonly BuildStart[];
  /** All that the package will have. */
  readonly entryPoints: readonly EntryPoint[];
  /** Why hatch.toml cannot be used; what is wrong with pyproject.toml is the project's own `problem`. */
  readonly hatchProblem: string | null;
}

async function tableIn(text: string | null, fileName: string): Promise<Table | string> {
  try {
    return text === null ? {} : await parseToml(text, fileName);
  } catch (error) {
    if (error instanceof UnusableBuildSystem) return error.message;
    throw error;
  }
}

/** Reads them. */
export async function configurationOf({ root, pyproject }: SourceProject, files: ReadTree): Promise<Configuration> {
  const text = (path: string): string | null => files.contents.get(path)?.toString('utf8') ?? null;
  const egg = files.paths.filter((path) => path.startsWith(root) && /^(?:[^/]+\/)?[^/]+\.egg-info\/entry_points\.txt$/.test(path.slice(root.length)));
  const hatch = await tableIn(text(`${root}hatch.toml`), 'hatch.toml');
  const tables = await tableIn(pyproject, 'pyproject.toml');
  const inTree = egg.flatMap((path) => ofText(text(path) ?? ''));
  return {
    pyproject: isTable(tables) ? tables : {},
    hatch: isTable(hatch) ? hatch : {},
    setup: readSetupConfiguration(text(`${root}setup.cfg`) ?? ''),
    entryStarts: entryPointStarts(inTree),
    entryPoints: [...inTree, ...ofConfiguration(text(`${root}setup.cfg`) ?? ''), ...(isTable(tables) ? ofPyproject(tables) : [])],
    hatchProblem: isTable(hatch) ? null : hatch,
  };
}
