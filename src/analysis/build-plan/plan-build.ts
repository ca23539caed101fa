import type { BuildSystem } from '../../archive/project/build-system.js';
import { projectIn, type SourceProject } from '../../archive/project/source-project.js';
import type { Gap } from '../../core/finding.js';
import { untrusted } from '../../core/untrusted.js';
import type { SourceFile, SourceReading } from '../../python/read-source.js';
import { OTHER_WORDS, SCRIPT } from '../../python/when/starts.js';
import type { EntryPoint } from '../entry-points/entry-point.js';
import { ofText } from '../entry-points/read-entry-points.js';
import { script, type BuildStart } from './build-start.js';
import { configurationOf, type Configuration } from './configuration.js';
import { deadLinks } from './dead-links.js';
import { follow, type Followed } from './follow.js';
import { dataPlaces } from './data-places.js';
import { backendStarts, hatchStarts, packageFolders, toolStarts } from './pyproject.js';
import { looseScripts, namedModules } from './loose-scripts.js';
import { linkEnd, readTree, type ReadTree } from './read-tree.js';
import { testFolders } from './test-folders.js';
import { importableFolders, sourceTree } from './source-tree.js';

/** What building a source tree runs and fetches. */
export interface BuildPlan {
  /** Where the project lies; '' or a path with a slash at its end. */
  readonly root: string;
  /** What reading each file gave that the build runs. */
  readonly readings: ReadonlyMap<string, SourceReading>;
  /** True for a file that the build runs. */
  readonly runs: (path: string) => boolean;
  /** How a file was read that the build runs; nothing for any other. */
  readonly asked: (path: string) => Partial<Pick<SourceFile, 'runs' | 'starts' | 'isHelper'>>;
  /** The file that a link of this path leads to in the end, where that is in the tree. */
  readonly linkEnd: (path: string) => string | null;
  /** True for a link that leads to nothing. */
  readonly isDeadLink: (path: string) => boolean;
  /** True for a folder that packages are imported from, or that is one. */
  readonly isImportable: (folder: string) => boolean;
  /** True for a module that lies at the top of the project, or in its tests, and that no build installs. */
  readonly isLooseScript: (path: string) => boolean;
  /** PEP 508 requirements and addresses that the build fetches. */
  readonly requires: readonly string[];
  /** Those that setup() says the package needs. */
  readonly runRequires: readonly string[];
  /** Places outside the libraries that the configuration gives to files. */
  readonly dataFiles: readonly string[];
  /** Entry points that the configuration and setup() name. */
  readonly entryPoints: readonly EntryPoint[];
  readonly gaps: readonly Gap[];
}

/** Of a wheel, which is not built. */
export const NO_BUILD: BuildPlan = { root: '', readings: new Map(), runs: () => false, asked: () => ({}), linkEnd: () => null, isDeadLink: () => false, isImportable: () => true, isLooseScript: () => false, requires: [], runRequires: [], dataFiles: [], entryPoints: [], gaps: [] };

/** Where the project is, and how one file is read. */
export interface BuildPlace {
  readonly path: string;
  readonly isFolder: boolean;
  readonly subdirectory?: string;
  readonly read: (file: SourceFile) => Promise<SourceReading>;
}

const gap = (what: string, why: string): Gap => ({ kind: 'runs', what: untrusted(what), why: untrusted(why) });

function startsOf(project: SourceProject, system: BuildSystem, found: { readonly files: ReadTree; readonly configuration: Configuration }): readonly BuildStart[] {
  const { pyproject, hatch, setup, entryStarts } = found.configuration;
  const setupScript = project.hasSetupScript ? [script('setup.py')] : [];
  return [...setupScript, ...backendStarts(system, found.files.paths, project.root), ...toolStarts(pyproject, system), ...hatchStarts(hatch), ...setup.starts, ...entryStarts];
}

// A build in a folder that is not there, or not in the project, would run what nobody has seen.
function folderGaps({ root }: SourceProject, place: BuildPlace, paths: readonly string[]): readonly Gap[] {
  if (!place.subdirectory || paths.some((path) => path.startsWith(root))) return [];
  return [gap(place.subdirectory, 'there is no such folder in the project')];
}

function gapsOf({ root, problem }: SourceProject, { compiled, missing }: Followed): readonly Gap[] {
  const unreadable = [...compiled].map(([path, name]) => gap(path, `is compiled, and the build imports it as ${name}`));
  // Only the backend comes with folders of the tree that it has to be in; other names may be those of installed packages.
  const backend = missing.filter(({ kind, folders }) => kind === 'module' && folders !== undefined).map(({ at }) => gap(`${root}pyproject.toml`, `the build backend ${at} is not among the project's own Python files`));
  return [...(problem === null ? [] : [gap(`${root}pyproject.toml`, problem)]), ...unreadable, ...backend];
}

/** Tells what a build would run, by reading alone. Throws `ArchiveRefusal` for an archive that has no single reading. */
export async function planBuild(place: BuildPlace): Promise<BuildPlan> {
  const files = await readTree(place.path);
  const project = await projectIn(files, place);
  const configuration = await configurationOf(project, files);
  const tree = sourceTree(files.paths, project.root);
  const starts = project.buildSystem === null ? [script('setup.py')] : startsOf(project, project.buildSystem, { files, configuration });
  const folders = [...configuration.setup.folders, ...packageFolders(configuration.pyproject)];
  const followed = await follow({ starts, folders }, tree, { files, read: place.read });
  const named = namedModules(files, project.root);
  const isLooseScript = looseScripts(tree, files, named);
  const isTest = testFolders(tree, files, named);
  const setupRequires = [...followed.readings.values()].flatMap(({ facts }) => facts?.loads.requires ?? []);
  const runRequires = [...followed.readings.values()].flatMap(({ facts }) => facts?.loads.runRequires ?? []);
  return {
    root: project.root,
    readings: followed.readings,
    runs: (path) => followed.paths.has(path) || (followed.isCut && path.endsWith('.py')),
    asked: (path) => followed.asked.get(path) ?? (followed.isCut ? { starts: [SCRIPT, OTHER_WORDS] } : {}),
    linkEnd: (path) => {
      const end = linkEnd(path, files.links);
      return tree.paths.has(end) && end !== path ? end : null;
    },
    isDeadLink: deadLinks(files.links, files.paths),
    isImportable: importableFolders(tree, folders),
    isLooseScript: (path) => isLooseScript(path) || isTest(path),
    requires: [...new Set([...(project.buildSystem?.requires ?? []), ...configuration.setup.requires, ...setupRequires])],
    runRequires: [...new Set([...configuration.setup.runRequires, ...runRequires])],
    dataFiles: [...configuration.setup.dataFiles, ...dataPlaces(configuration.pyproject, configuration.hatch)],
    entryPoints: [...configuration.entryPoints, ...[...followed.readings.values()].flatMap(({ facts }) => facts?.loads.entryPoints ?? []).flatMap(ofText)],
    gaps: [...folderGaps(project, place, files.paths), ...(configuration.hatchProblem === null ? [] : [gap(`${project.root}hatch.toml`, configuration.hatchProblem)]), ...gapsOf(project, followed)],
  };
}
