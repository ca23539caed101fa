import { join } from 'node:path';
import { isSha256, type Resolved, type Sha256, type Staged } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';

export interface FetchedFile {
  readonly sha256: Sha256;
  readonly bytes: number;
}

/** What staging needs from the outside. */
export interface Stager {
  /** Private to this run, 0700. */
  readonly folder: string;
  /** A file of the cache with this digest, if there is one. */
  readonly find: (sha256: Sha256) => Promise<string | null>;
  /** Keeps a verified file for later runs. */
  readonly keep: (path: string, sha256: Sha256) => Promise<void>;
  /** Brings an http, https or file URL to `destination`, hashing while it streams. */
  readonly fetch: (url: string, destination: string) => Promise<FetchedFile>;
  readonly linkOrCopy: (from: string, to: string) => Promise<void>;
  readonly hash: (path: string) => Promise<FetchedFile>;
}

// A name from an index becomes a path and, later, an argument of pip: only what a wheel's name may hold (PEP 427) gets that far.
const WHEEL_NAME = /^[A-Za-z0-9_][A-Za-z0-9._+!-]*\.whl$/;

function destinationOf(resolved: Resolved, folder: string): string {
  if (!WHEEL_NAME.test(resolved.fileName)) throw new ToolError('stage-failed', `the index offers a file for ${resolved.name} that is not named like a wheel: ${JSON.stringify(resolved.fileName)}`);
  return join(folder, resolved.fileName);
}

function checkDigest(resolved: Resolved, got: FetchedFile): void {
  if (resolved.expectedSha256 === null || resolved.expectedSha256 === got.sha256) return;
  throw new ToolError('hash-mismatch', `${resolved.fileName} is not the file that was promised\n  expected sha256 ${resolved.expectedSha256}\n  got      sha256 ${got.sha256}`, {
    hint: 'the index or something on the way changed it; nothing was installed',
  });
}

async function fromCache(resolved: Resolved, destination: string, stager: Stager): Promise<FetchedFile | null> {
  const kept = resolved.expectedSha256 === null ? null : await stager.find(resolved.expectedSha256);
  if (kept === null) return null;
  await stager.linkOrCopy(kept, destination);
  const file = await stager.hash(destination);
  // The cache has just compared it, so somebody has changed it since.
  checkDigest(resolved, file);
  return file;
}

async function fromSource(resolved: Resolved, destination: string, stager: Stager): Promise<FetchedFile> {
  const file = await stager.fetch(resolved.url, destination);
  checkDigest(resolved, file);
  // A file that is on this machine already is not worth a second copy.
  if (!resolved.url.startsWith('file:')) await stager.keep(destination, file.sha256);
  return file;
}

/** Puts one resolved file into the stage and checks its digest. Throws `hash-mismatch` or `stage-failed` (exit 3), or what the fetch throws. */
export async function stage(resolved: Resolved, stager: Stager): Promise<Staged> {
  const destination = destinationOf(resolved, stager.folder);
  const file = (await fromCache(resolved, destination, stager)) ?? (await fromSource(resolved, destination, stager));
  if (!isSha256(file.sha256)) throw new ToolError('stage-failed', `no digest for ${resolved.fileName}`);
  return {
    name: resolved.name,
    version: resolved.version,
    fileName: resolved.fileName,
    path: destination,
    sha256: file.sha256,
    bytes: file.bytes,
    requested: resolved.requested,
    shownAs: resolved.fileName,
    ...(resolved.isPublic === true ? { isPublic: true } : {}),
  };
}
