import { createHash } from 'node:crypto';
import { appendFile, readdir, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ToolError } from '../../../core/errors.js';
import { onDisk, presentOr } from '../../../platform/files/disk-error.js';
import { removeTree } from '../../../platform/files.js';
import { shownUrl, statusError, type DownloadOptions, type Http, type HttpAnswer } from '../../../platform/http.js';

/** Hears how much of the archive is here; `total` is null while unknown. */
export type OnFetched = NonNullable<DownloadOptions['onProgress']>;

/** What a download needs. */
export interface MirrorTools {
  readonly http: Pick<Http, 'request' | 'download'>;
  readonly signal: AbortSignal;
}

const PIECE = 2_000_000;
const PIECE_MS = 120_000;
const HEAD_MS = 20_000;
const PLAIN = { 'accept-encoding': 'identity' };

interface Whole {
  readonly length: number;
  /** What proves that two pieces belong to the same file (RFC 9110 13.1.5). */
  readonly validator: string;
}

function wholeOf({ headers }: HttpAnswer): Whole | null {
  const [length, etag] = [Number(headers['content-length']), headers['etag'] ?? ''];
  const validator = etag !== '' && !etag.startsWith('W/') ? etag : (headers['last-modified'] ?? '');
  return headers['accept-ranges'] === 'bytes' && Number.isSafeInteger(length) && length > 0 && validator !== '' ? { length, validator } : null;
}

const sizeOf = async (path: string): Promise<number> => (await presentOr(stat(path), null))?.size ?? 0;

async function nextPiece(url: string, { from, whole }: { readonly from: number; readonly whole: Whole }, { http, signal }: MirrorTools): Promise<Buffer> {
  const last = Math.min(from + PIECE, whole.length) - 1;
  const answer = await http.request(url, { timeoutMs: PIECE_MS, maxBytes: PIECE, headers: { ...PLAIN, range: `bytes=${from}-${last}`, 'if-range': whole.validator }, signal });
  if (answer.status !== 206 || !(answer.headers['content-range'] ?? '').startsWith(`bytes ${from}-`)) {
    throw new ToolError('network', `${shownUrl(url)}: changed while it was fetched`, { hint: 'try again' });
  }
  return answer.body;
}

/**
 * Fetches a file in pieces, which are kept until all are there: a run that was interrupted is taken up by the next one. A server that knows no
 * pieces sends it in one. Throws ToolError `network` or `disk`.
 */
export async function downloadResumably(url: string, to: string, tools: MirrorTools & { readonly onProgress: OnFetched }): Promise<void> {
  const head = await tools.http.request(url, { method: 'HEAD', timeoutMs: HEAD_MS, maxBytes: 0, headers: PLAIN, signal: tools.signal });
  if (head.status !== 200) throw statusError(url, head.status);
  const whole = wholeOf(head);
  await removeTree(to);
  if (whole === null) {
    await tools.http.download(url, to, { signal: tools.signal, onProgress: tools.onProgress });
    return;
  }
  // Named after what it is a part of, so pieces of two files never meet.
  const part = `${to}.${createHash('sha256').update(`${url} ${whole.validator} ${whole.length}`).digest('hex').slice(0, 16)}.part`;
  const folder = dirname(to);
  for (const other of await onDisk('read', folder, () => readdir(folder))) if (other.endsWith('.part') && other !== basename(part)) await removeTree(join(folder, other));
  if ((await sizeOf(part)) > whole.length) await removeTree(part);
  for (let have = await sizeOf(part); have < whole.length; have = await sizeOf(part)) {
    tools.onProgress({ bytes: have, total: whole.length });
    const piece = await nextPiece(url, { from: have, whole }, tools);
    await onDisk('write', part, () => appendFile(part, piece, { mode: 0o600 }));
  }
  await onDisk('write', to, () => rename(part, to));
}
