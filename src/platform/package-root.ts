import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskError, isMachineFault, systemCode } from './files/disk-error.js';

/** The name in the package.json of a folder; null where there is none. What cannot be read may be somebody else's, on the way up: it is noted. */
function packageNameIn(folder: string, unreadable: unknown[]): unknown {
  const path = join(folder, 'package.json');
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : null;
  } catch (cause) {
    if (isMachineFault(cause)) throw diskError(cause, 'read', path);
    if (cause instanceof SyntaxError) return null;
    const code = systemCode(cause);
    if (code === '') throw cause;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') unreadable.push(diskError(cause, 'read', path));
    return null;
  }
}

/** depsec's own folder (the one with `bin`, `data` and `package.json`), from `src/` as well as from a bundled `dist/` file. Throws ToolError `disk`. */
export function packageRoot(start: string = dirname(fileURLToPath(import.meta.url))): string {
  const unreadable: unknown[] = [];
  for (let folder = start; ; folder = dirname(folder)) {
    if (packageNameIn(folder, unreadable) === 'depsec') return folder;
    if (dirname(folder) === folder) throw unreadable[0] ?? new Error(`no package.json named depsec above ${start}`);
  }
}
