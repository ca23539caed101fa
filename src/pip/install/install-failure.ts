import type { Cleared } from '../../core/decision.js';
import { ToolError } from '../../core/errors.js';
import { hashFile } from '../../platform/files.js';
import { pipReason } from '../explain-failure.js';
import type { PipOutcome } from '../pip-process.js';

const changed = (fileName: string): ToolError =>
  new ToolError('hash-mismatch', `${fileName} changed after it was judged; nothing of it was installed`, { hint: 'another program writes into the private folder of depsec: find out which before you try again' });

async function isIntact({ path, sha256 }: Cleared): Promise<boolean> {
  try {
    return (await hashFile(path)).sha256 === sha256;
  } catch (error) {
    if (error instanceof ToolError) return false;
    throw error;
  }
}

// pip stumbles over a swapped file in many ways (no zip, another name, another hash); only the bytes tell.
async function changedFile({ stderr }: PipOutcome, cleared: readonly Cleared[]): Promise<string | null> {
  const said = /^depsec-(?:changed|unlisted): (.+)$/m.exec(stderr)?.[1];
  if (said !== undefined) return said.trim();
  for (const file of cleared) if (!(await isIntact(file))) return file.fileName;
  // Swapped, and swapped back since: pip has seen it and names it in the line below.
  return /DO NOT MATCH THE HASHES[\s\S]*? from file:\S*\/([^/#\s]+\.whl)/.exec(stderr)?.[1] ?? null;
}

const FULL = /(?:Errno 28\]\s*)?No space left on device(?:: '([^'\n]+)'(?: -> '([^'\n]+)')?)?|Errno 28/;

/** pip lists every file that had no room, all in one line; where the first of them was to lie says enough. */
function diskFull(stderr: string): ToolError | null {
  const [full, from, to = from] = FULL.exec(stderr) ?? [];
  if (full === undefined) return null;
  return new ToolError('disk', `pip could not install what was cleared: no space is left${to === undefined ? '' : ` for ${JSON.stringify(to)}`}`, { hint: 'make room on the disk and try again' });
}

/** What a failed pinned install means: a file that was swapped, a disk that refuses, or pip's own reason. */
export async function installFailure(outcome: PipOutcome, cleared: readonly Cleared[]): Promise<ToolError> {
  const { stderr } = outcome;
  const swapped = await changedFile(outcome, cleared);
  if (swapped !== null) return changed(swapped);
  const reason = pipReason(outcome);
  if (/DO NOT MATCH THE HASHES/.test(stderr)) return new ToolError('hash-mismatch', `a staged file changed after it was judged; nothing was installed\n${reason}`);
  const full = diskFull(stderr);
  if (full !== null) return full;
  const denied = /Permission denied|Read-only file system|Not a directory|Errno (13|20|30)/.test(stderr);
  const hint = denied ? 'choose an environment that you may write to (python3 -m venv .venv)' : 'run again with -vv for all of pip\'s output';
  return new ToolError(denied ? 'disk' : 'install-failed', `pip could not install what was cleared\n${reason}`, { hint });
}
