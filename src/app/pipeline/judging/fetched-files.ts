import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sha256 } from '../../../core/artifact.js';
import { onDisk } from '../../../platform/files/disk-error.js';
import { hashFile, linkOrCopy, makePrivateFolder, type FileHash } from '../../../platform/files.js';
import type { Http } from '../../../platform/http.js';
import type { FileCache } from '../../../store/files.js';

export interface FetchedFile {
  readonly path: string;
}

/** The files that this run has fetched, each once, whoever asks first: pip through the gateway, or the stage. */
export interface FetchedFiles {
  readonly fetch: (url: string, promised: Sha256 | null) => Promise<FetchedFile>;
  /** Puts a fetched http(s) file under another name; null when this run has not fetched it. */
  readonly place: (url: string, destination: string) => Promise<FileHash | null>;
  /** Starts to fetch what will probably be asked for, while pip is still resolving; a failure is told to whoever asks. */
  readonly expect: (url: string, promised: Sha256 | null) => void;
  /** Ends what is still under way: versions that pip looked at and did not take. */
  readonly close: () => Promise<void>;
}

/** A file that has come. */
export type ComeFile = FileHash & { readonly path: string; readonly url: string };

export interface FetchTools {
  /** Private to this run. */
  readonly folder: string;
  readonly cache: FileCache;
  readonly http: Http;
  readonly signal: AbortSignal;
  /** Called when a file is not here yet: whatever will look at it can get ready meanwhile. */
  readonly onDownload?: () => void;
  /** Called for each file that has come: its analysis can begin while pip is still resolving. */
  readonly onFile?: (file: ComeFile) => void;
  /** Whether a file that could not be had is asked for anew, in a run that may last for hours. */
  readonly triesAgain?: boolean;
}

// Beyond these the line is busy enough; pip may look at many versions and take none of them.
const MOST_AHEAD = 16;

// pip quotes more signs than a page does, and drops the user name and password that a page may have put into a link.
function keyOf(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('latin1'))}${search}`;
}

async function fromCache(promised: Sha256 | null, to: string, { cache }: FetchTools): Promise<FileHash | null> {
  const kept = promised === null ? null : await cache.find(promised);
  if (kept === null || promised === null) return null;
  await linkOrCopy(kept, to);
  return { sha256: promised, bytes: (await onDisk('read', to, () => stat(to))).size };
}

interface Wanted {
  readonly url: string;
  readonly promised: Sha256 | null;
  readonly path: string;
}

async function download({ url, promised, path }: Wanted, { http, cache, signal, onDownload }: FetchTools): Promise<FileHash> {
  onDownload?.();
  const hash = await http.download(url, path, { signal, ...(promised === null ? {} : { expectedSha256: promised }) });
  await cache.keep(path, hash.sha256);
  return hash;
}

async function bringFile(wanted: Wanted, tools: FetchTools): Promise<FetchedFile> {
  const { url, promised, path } = wanted;
  await makePrivateFolder(tools.folder);
  const hash = (await fromCache(promised, path, tools)) ?? (await download(wanted, tools));
  tools.onFile?.({ ...hash, path, url });
  return { path };
}

export function createFetchedFiles(tools: FetchTools): FetchedFiles {
  const files = new Map<string, Promise<FetchedFile>>();
  const closing = new AbortController();
  const signal = AbortSignal.any([tools.signal, closing.signal]);
  let ahead = 0;
  let brought = 0;
  const bring = (url: string, promised: Sha256 | null): Promise<FetchedFile> => {
    brought += 1;
    return bringFile({ url, promised, path: join(tools.folder, String(brought)) }, { ...tools, signal });
  };
  const fetchOnce = (url: string, promised: Sha256 | null): Promise<FetchedFile> => {
    if (url.startsWith('file:')) return Promise.resolve({ path: fileURLToPath(url) });
    const key = keyOf(url);
    const fetching = files.get(key) ?? bring(url, promised);
    files.set(key, fetching);
    if (tools.triesAgain === true) fetching.catch(() => files.delete(key));
    return fetching;
  };
  const place = async (url: string, destination: string): Promise<FileHash | null> => {
    const fetched = await files.get(keyOf(url));
    if (fetched === undefined) return null;
    await linkOrCopy(fetched.path, destination);
    return await hashFile(destination);
  };
  const expect = (url: string, promised: Sha256 | null): void => {
    if (url.startsWith('file:') || files.has(keyOf(url)) || ahead >= MOST_AHEAD) return;
    ahead += 1;
    void Promise.allSettled([fetchOnce(url, promised)]).then(() => { ahead -= 1; });
  };
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.allSettled(files.values());
  };
  return { fetch: fetchOnce, place, expect, close };
}
