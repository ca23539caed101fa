import { anyOf } from '../../core/patterns.js';
import { OF_THE_SYSTEM, OF_THE_USER, STARTS_BY_ITSELF } from './start-places.js';

const SYSTEM_PATH = anyOf([...STARTS_BY_ITSELF, ...OF_THE_SYSTEM], 'i');

// Code of a package that is none of the file's own, found by its module.
const OTHER_PACKAGE = /^\{\}\/site-packages\/[\w*].*\.(?:pyw?|pyc|so|pyd|dll|js)$/i;

/** True for a path whose change outlives the package or concerns other programs. */
export function isSystemPath(path: string): boolean {
  return path.length < 1000 && (SYSTEM_PATH.test(path) || OTHER_PACKAGE.test(path));
}

const STARTS_LATER = anyOf([...STARTS_BY_ITSELF, ...OF_THE_USER], 'i');

/** True for a path that makes something run at every login, every start of Python or by the clock. */
export function startsLater(path: string): boolean {
  return path.length < 1000 && STARTS_LATER.test(path);
}

// Folders of Windows for what programs keep, and desktops. Variables of the environment stand there by their names, see src/python/flow/nodes/subscripts.ts.
const USER_FOLDER = /^(?:%(?:LOCAL)?APPDATA%|%PROGRAMDATA%|[A-Z]:[\\/]+(?:ProgramData|Users|Windows)\b)|^~[\\/]+(?:Desktop|AppData)\b/i;

/** Disks as a whole, under the names that they have beside all files. */
export const RAW_DISK = /^[\\/]{2,4}[.?][\\/]{1,2}PhysicalDrive\d/i;

/** What variables of the environment that name folders stand for in a path. */
export const FOLDER_VARIABLES: Readonly<Record<string, string>> = {
  APPDATA: '%APPDATA%', LOCALAPPDATA: '%LOCALAPPDATA%', PROGRAMDATA: '%PROGRAMDATA%', TEMP: '%TEMP%', TMP: '%TEMP%', USERPROFILE: '~', HOME: '~', HOMEPATH: '~', GITHUB_ENV: '$GITHUB_ENV', GITHUB_PATH: '$GITHUB_PATH', SYSTEMROOT: 'C:\\Windows', WINDIR: 'C:\\Windows',
};

/** True for a path into what belongs to the user of a Windows machine, or to other programs there. */
export function isUserFolder(path: string): boolean {
  return path.length < 1000 && USER_FOLDER.test(path);
}

/** Where everything lies that the user has. */
export const USER_ROOT = /^(?:\/|[A-Z]:[\\/]*|~|(?:~|\/(?:home|Users|root)(?:[\\/][^\\/]+)?)[\\/]*(?:\.?\*{1,2})?|(?:~|\{\})[\\/]+(?:Desktop|Documents|Downloads|Pictures|OneDrive)[\\/]*|\/(?:home|Users|mnt|media|Volumes|data)[\\/]*|\/sdcard(?:[\\/].*)?|\/storage\/emulated(?:[\\/].*)?)$/i;
