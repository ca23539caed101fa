import { isTable, parseToml, UnusableBuildSystem, type Table } from '../../archive/project/build-system.js';
import type { SourceProject } from '../../archive/project/source-project.js';
import type { BuildStart } from './build-start.js';
import type { ReadTree } from './read-tree.js';
import { readEntryPoints, readSetupConfiguration, type SetupConfiguration } from './setup-cfg.js';

/** The files of a project that tell a build what to run. */
export interface Configuration {
  readonly pyproject: Table;
  readonly hatch: Table;
  readonly setup: SetupConfiguration;
  readonly entryPoints: readonly BuildStart[];
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
  return {
    pyproject: isTable(tables) ? tables : {},
    hatch: isTable(hatch) ? hatch : {},
    setup: readSetupConfiguration(text(`${root}setup.cfg`) ?? ''),
    entryPoints: egg.flatMap((path) => readEntryPoints(text(path) ?? '')),
    hatchProblem: isTable(hatch) ? null : hatch,
  };
}
