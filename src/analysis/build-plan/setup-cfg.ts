import { isAskedFor, isInstallHook } from '../../python/when/install-hooks.js';
import { imported, otherScript, variable, type BuildStart } from './build-start.js';
import type { EntryPoint } from '../entry-points/entry-point.js';
import { parseIni, type IniEntry } from '../../formats/ini.js';

/** What setup.cfg makes a build run and fetch. */
export interface SetupConfiguration {
  readonly starts: readonly BuildStart[];
  readonly requires: readonly string[];
  readonly runRequires: readonly string[];
  /** Folders that hold the packages. */
  readonly folders: readonly string[];
  /** Places outside the libraries that it gives to files. */
  readonly dataFiles: readonly string[];
}

const words = (values: readonly string[]): readonly string[] => values.flatMap((value) => value.split(/[\s,]+/)).filter((word) => word !== '');
// `command = module.Class`, one a line.
const right = (values: readonly string[]): readonly string[] => values.flatMap((value) => /=\s*(\S+)\s*$/.exec(value)?.[1] ?? []);

function startsIn({ section, key, values }: IniEntry): readonly BuildStart[] {
  if (section === 'metadata' && key === 'version') return values.flatMap((value) => /^attr:\s*(\S+)/.exec(value)?.[1] ?? []).map(variable);
  if (section === 'options' && key === 'cmdclass') return right(values).map(imported);
  // What pip says then stands for other words.
  if (section === 'aliases' && isInstallHook(key)) return [otherScript('setup.py', words(values).filter(isAskedFor))];
  // pbr and its forerunner run these functions; distutils imports commands from those packages.
  return section === 'global' && (key === 'setup_hooks' || key === 'command_packages') ? words(values).map(imported) : [];
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

// `folder = files` in setuptools, and in pbr one entry with such lines.
function placesIn({ section, key, values }: IniEntry): readonly string[] {
  if (section === 'options.data_files') return words(values).map((file) => `${key}/${baseName(file)}`);
  if (section !== 'files' || key !== 'data_files') return [];
  return values.flatMap((value) => /^(\S+)\s*=/.exec(value)?.[1] ?? []).map((folder) => `${folder}/`);
}

/** Reads the parts of setup.cfg that decide what code runs. */
export function readSetupConfiguration(text: string): SetupConfiguration {
  const entries = parseIni(text);
  const options = (wanted: string): readonly string[] => entries.filter(({ section, key }) => section === 'options' && key === wanted).flatMap(({ values }) => values);
  const setupRequires = options('setup_requires');
  return {
    starts: entries.flatMap(startsIn),
    requires: [...setupRequires, ...(setupRequires.length > 0 ? options('dependency_links') : [])],
    // `file: requirements.txt` is where setuptools finds them.
    runRequires: options('install_requires').filter((line) => !line.startsWith('file:')),
    folders: right(options('package_dir')),
    dataFiles: entries.flatMap(placesIn),
  };
}

const RUN_BY_BUILDS = /^(?:distutils|setuptools|egg_info)\./;

/** Entry points of an egg-info folder in the tree: setuptools loads those of its own groups, since the tree itself is on sys.path. */
export function entryPointStarts(points: readonly EntryPoint[]): readonly BuildStart[] {
  return points.filter(({ group }) => RUN_BY_BUILDS.test(group)).map(({ object }) => imported(object));
}
