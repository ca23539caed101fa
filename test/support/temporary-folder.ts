import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the temporary folder of a run of the tests begins. */
export const RUN_FOLDER = 'depsec-tests-';

// Tests take rights away, and what lies in a folder without them cannot be removed.
function makeRemovable(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) makeRemovable(join(folder, entry.name));
}

/**
 * Runs once before all test files: whatever they, and the programs that they start and kill, leave in the temporary folder lies in one that
 * goes with the run.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), RUN_FOLDER));
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  return () => {
    if (!existsSync(folder)) return;
    makeRemovable(folder);
    rmSync(folder, { recursive: true, force: true });
  };
}
