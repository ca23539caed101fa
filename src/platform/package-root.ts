import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diskError, isMachineFault } from './files/disk-error.js';

function packageNameIn(folder: string): unknown {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : null;
  } catch (cause) {
    if (isMachineFault(cause)) throw diskError(cause, 'read', join(folder, 'package.json'));
    // No package.json here, or one that is not JSON (somebody else's, on the way up): keep climbing.
    if (cause instanceof SyntaxError || (cause instanceof Error && 'code' in cause)) return null;
    throw cause;
  }
}

/** depsec's own folder (the one with `bin`, `data` and `package.json`), from `src/` as well as from a bundled `dist/` file. Throws ToolError `disk`. */
export function packageRoot(start: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (packageNameIn(folder) === 'depsec') return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json named depsec above ${start}`);
  }
}
