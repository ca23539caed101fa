import { limits } from '../archive/limits.js';
import { isStartFile } from '../formats/start-code.js';
import { isPythonPath } from './member-kind.js';

const PACKAGE_FILES = /(?:^|\/)(?:METADATA|PKG-INFO|RECORD|entry_points\.txt)$/;
const SCRIPT_FOLDER = /(?:^|\/)(?:scripts|bin)\/[^/]+$/i;
const LARGEST_SCRIPT = 1024 * 1024;

/** True for members whose whole content is read; where it then is missing, a limit was hit. */
export function isWanted({ path, bytes }: { readonly path: string; readonly bytes: number }): boolean {
  return mustBeRead(path) || (bytes <= limits.textFileBytes && PACKAGE_FILES.test(path)) || (bytes <= LARGEST_SCRIPT && SCRIPT_FOLDER.test(path));
}

/** True for what version control keeps for itself in a folder: no build imports from there, and there can be much of it. */
export function isVersionControl(path: string): boolean {
  return /(?:^|\/)\.(?:git|hg|svn)\//.test(path);
}

/** True for code: what cannot be read of it is a gap. */
export function mustBeRead(path: string): boolean {
  return isPythonPath(path) || isPathConfiguration(path);
}

/** `.pth` files, of which the interpreter runs the `import` lines at every start, and `.start` files, of which it calls the functions. */
export function isPathConfiguration(path: string): boolean {
  return /\.pth$/i.test(path) || isStartFile(path);
}
