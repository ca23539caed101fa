import { open, rm, type FileHandle } from 'node:fs/promises';
import { ToolError } from '../../core/errors.js';
import { CREATE_PRIVATE, partialName, renameOver } from '../files/atomic-write.js';
import { systemClock } from '../clock.js';
import { onDisk } from '../files/disk-error.js';
import type { FileHash } from '../files.js';
import { checkHash } from './check-hash.js';
import { exchange, type OpenAnswer, type Sender } from './exchange.js';
import type { DownloadOptions } from './http-types.js';
import { failureOf, networkError, statusError } from './network-error.js';
import { isTransientStatus, pause } from './retry.js';
import { createTransfer, type Transfer } from './transfer.js';
import { watchSpeed } from './watch-speed.js';

export interface DownloadJob extends DownloadOptions {
  readonly url: string;
  readonly to: string;
}

const DEFAULT_MAX_BYTES = 8 * 1024 ** 3;
const DEFAULT_PATIENCE_MS = 20_000;
const TRIES = 4;
/** A try that brought this much counts as progress: a 500 MB wheel over a bad line may take many. */
const PROGRESS_BYTES = 1_000_000;

/** What one try came to, if it did not throw for good. */
type Outcome = 'done' | { readonly error: ToolError; readonly retryAfter?: string | undefined };

async function receive(answer: OpenAnswer, transfer: Transfer, job: DownloadJob & { readonly onBytes: (bytes: number) => void }): Promise<void> {
  const maxBytes = job.maxBytes ?? DEFAULT_MAX_BYTES;
  const tooLarge = (): ToolError => networkError(answer.url, { reason: `is larger than ${maxBytes} bytes` });
  if ((transfer.total() ?? 0) > maxBytes) {
    answer.body.destroy();
    throw tooLarge();
  }
  for await (const chunk of answer.body) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a body without encoding gives buffers');
    if (transfer.bytes() + chunk.length > maxBytes) throw tooLarge();
    await onDisk('write', job.to, () => transfer.write(chunk));
    job.onBytes(chunk.length);
    job.onProgress?.({ bytes: transfer.bytes(), total: transfer.total() });
  }
}

async function attempt(sender: Sender, job: DownloadJob, transfer: Transfer): Promise<Outcome> {
  const speed = watchSpeed(job.patienceMs ?? DEFAULT_PATIENCE_MS);
  const signal = job.signal ? AbortSignal.any([job.signal, speed.signal]) : speed.signal;
  try {
    // Without compression: the hash is over the bytes of the file.
    const headers = { ...job.headers, 'accept-encoding': 'identity', ...transfer.rangeHeaders() };
    const answer = await exchange(sender, { method: 'GET', url: job.url, headers, maxRedirects: 10, signal });
    if (await onDisk('write', job.to, () => transfer.accept(answer))) {
      await receive(answer, transfer, { ...job, onBytes: speed.count });
      const total = transfer.total();
      return total === null || total === transfer.bytes() ? 'done' : { error: networkError(answer.url, { reason: 'the answer is shorter or longer than announced' }) };
    }
    await answer.body.dump();
    // 206 and 416: what is on disk does not fit any more, so the next try asks for all of it.
    if (isTransientStatus(answer.status) || answer.status === 206 || answer.status === 416) return { error: statusError(answer.url, answer.status), retryAfter: answer.headers['retry-after'] };
    throw statusError(answer.url, answer.status);
  } catch (cause) {
    job.signal?.throwIfAborted();
    const failure = failureOf(cause);
    if (failure === null) throw cause;
    const error = networkError(job.url, failure, cause);
    if (!failure.isTransient) throw error;
    return { error };
  } finally {
    speed.stop();
  }
}

async function fetchInto(sender: Sender, job: DownloadJob, transfer: Transfer): Promise<FileHash> {
  let failures = 0;
  for (;;) {
    const before = transfer.bytes();
    const outcome = await attempt(sender, job, transfer);
    if (outcome === 'done') return transfer.hashed();
    failures = transfer.bytes() - before >= PROGRESS_BYTES ? 1 : failures + 1;
    if (failures >= TRIES) throw outcome.error;
    await pause(sender.options.clock ?? systemClock, failures, { retryAfter: outcome.retryAfter, signal: job.signal });
  }
}

async function fetchAndClose(sender: Sender, job: DownloadJob, file: FileHandle): Promise<FileHash> {
  try {
    return await fetchInto(sender, job, createTransfer(file));
  } finally {
    await file.close();
  }
}

/** What `download` does for http and https: streamed into a private file beside `to`, hashed meanwhile, resumed when the line breaks. */
export async function downloadFile(sender: Sender, job: DownloadJob): Promise<FileHash> {
  const partial = partialName(job.to);
  const file = await onDisk('write', job.to, () => open(partial, CREATE_PRIVATE, 0o600));
  try {
    const hashed = await fetchAndClose(sender, job, file);
    checkHash(job.url, hashed, job);
    await onDisk('write', job.to, () => renameOver(partial, job.to));
    return hashed;
  } catch (cause) {
    await rm(partial, { force: true });
    throw cause;
  }
}
