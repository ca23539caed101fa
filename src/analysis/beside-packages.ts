import { findFiles } from './build-plan/find-file.js';
import { sourceTree } from './build-plan/source-tree.js';
import type { Reading } from './reading.js';

// Where the build starts what nobody knows, that may be any file of the project.
const STARTS_UNKNOWN = 'process-at-install';

/**
 * Tells of a file whether nobody has it by having the package: a script that no build installs, and that nothing in the project is seen to run (the
 * bootstrap.py of buildout). What a build puts into the package all the same is judged once more in the wheel.
 */
export function besidePackages({ plan, notes, members, findings }: Reading): (path: string) => boolean {
  if (findings.some(({ rule }) => rule === STARTS_UNKNOWN)) return () => false;
  const tree = sourceTree(members.map(({ path }) => path), plan.root);
  const executed = new Set(notes.executed.flatMap(({ text, file }) => findFiles(text, file, tree)));
  return (path) => plan.isLooseScript(path) && !plan.runs(path) && !executed.has(path);
}
