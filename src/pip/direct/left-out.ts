import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NEVER_SOURCE: ReadonlySet<string> = new Set(['node_modules', '.tox', '.nox', '__pycache__', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.hg', '.svn', '.bzr']);

/**
 * True for a folder that is no source code: virtual environments, caches, compiled code, other tools' stores. A build does not need them, and code in
 * them would be there unjudged or be judged for nothing.
 */
export function isLeftOut(name: string, path: string): boolean {
  return NEVER_SOURCE.has(name) || existsSync(join(path, 'pyvenv.cfg'));
}
