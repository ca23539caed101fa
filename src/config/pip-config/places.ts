import { nullDevice } from '../../platform/null-device.js';
import { pathOf, variableOf, type Environment } from '../environment.js';

/** What has to be asked of the disk to know which files pip reads. */
export interface DiskQuestions {
  readonly exists: (path: string) => boolean;
  readonly isFolder: (path: string) => boolean;
}

export interface PipPlaces {
  readonly environment: Environment;
  /** `sys.prefix` of the target environment, or null when there is none yet. */
  readonly sitePrefix: string | null;
  readonly disk: DiskQuestions;
}

const basenameOn = (platform: NodeJS.Platform): string => (platform === 'win32' ? 'pip.ini' : 'pip.conf');

function machineFolders({ platform, variables, xdgConfigDirs }: Environment): readonly string[] {
  const path = pathOf(platform);
  if (platform === 'win32') return [path.join(variableOf({ variables }, 'PROGRAMDATA') ?? 'C:\\ProgramData', 'pip')];
  if (platform === 'darwin') return ['/Library/Application Support/pip'];
  const xdg = xdgConfigDirs.length > 0 ? xdgConfigDirs : ['/etc/xdg'];
  return [...xdg.map((folder) => path.join(folder, 'pip')), '/etc'];
}

function newUserFolder({ platform, variables, xdgConfigHome }: Environment, home: string, disk: DiskQuestions): string {
  const path = pathOf(platform);
  if (platform === 'win32') return path.join(variableOf({ variables }, 'APPDATA') ?? path.join(home, 'AppData', 'Roaming'), 'pip');
  const mac = path.join(home, 'Library', 'Application Support', 'pip');
  if (platform === 'darwin') return disk.isFolder(mac) ? mac : path.join(home, '.config', 'pip');
  return path.join(xdgConfigHome ?? path.join(home, '.config'), 'pip');
}

function userFolders({ environment, disk }: PipPlaces): readonly string[] {
  const { platform, home, xdgConfigHome } = environment;
  const path = pathOf(platform);
  if (home === null) return xdgConfigHome && platform !== 'win32' && platform !== 'darwin' ? [path.join(xdgConfigHome, 'pip')] : [];
  return [path.join(home, platform === 'win32' ? 'pip' : '.pip'), newUserFolder(environment, home, disk)];
}

/**
 * The configuration files that pip 23 to 26 would read, whether they exist or not; later ones win. PIP_CONFIG_FILE comes last and, when that file
 * exists, replaces the user's; naming the null device switches all files off (pip's "Configuration" page).
 */
export function pipConfigFiles(places: PipPlaces): readonly string[] {
  const { environment: { platform, pipConfigFile: extra }, sitePrefix, disk } = places;
  const path = pathOf(platform);
  if (extra === nullDevice(platform)) return [];
  const folders = [
    ...machineFolders(places.environment),
    ...(extra !== null && disk.exists(extra) ? [] : userFolders(places)),
    ...(sitePrefix === null ? [] : [sitePrefix]),
  ];
  return [...folders.map((folder) => path.join(folder, basenameOn(platform))), ...(extra === null ? [] : [extra])];
}
