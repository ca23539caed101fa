import { ToolError } from '../../core/errors.js';
import type { Cleared } from '../../core/decision.js';
import type { PipProcess } from '../pip-process.js';

export interface Unpacking {
  readonly executable: string;
  /** data/python/unpack.py. */
  readonly script: string;
  readonly start: PipProcess;
}

/** Unpacks a source archive that was let through into a new folder. Throws `hash-mismatch` when it is no longer the judged one, or `build-failed`. */
export async function unpackSource(source: Cleared, folder: string, { executable, script, start }: Unpacking): Promise<void> {
  // Isolated and without site: nothing that lies in the environment takes part in this.
  const { code, stdout, stderr } = await start(executable, ['-I', '-S', script, source.path, source.sha256, folder], {});
  if (code === 0) return;
  const reason = `${stderr}\n${stdout}`.trim().split('\n').at(-1) ?? `exit ${code}`;
  if (/depsec-changed: /.test(reason)) throw new ToolError('hash-mismatch', reason.replace(/^.*depsec-changed: /, ''), { hint: 'something on this machine changed it after it was judged; nothing of it was run' });
  throw new ToolError('build-failed', `${source.fileName} cannot be unpacked: ${reason}`);
}
