import { join } from 'node:path';
import type { Sha256 } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import type { Mismatch, MismatchKind, Unchecked } from '../core/self-check.js';
import { untrusted } from '../core/untrusted.js';
import type { FoundFile } from './list-files.js';
import type { Manifest } from './manifest.js';

/** Digest of a file. Throws ToolError where it cannot be read. */
export type HashFile = (path: string) => Promise<Sha256>;

/** What one folder came to. */
export interface Compared {
  readonly files: number;
  readonly mismatches: readonly Mismatch[];
  readonly unchecked: readonly Unchecked[];
}

/** A folder with what should be in it and what is. `shown`: how a path in it is told. */
export interface Folder {
  readonly folder: string;
  readonly expected: Manifest;
  readonly found: readonly FoundFile[];
  readonly shown: (path: string) => string;
}

type Outcome = { readonly kind: MismatchKind; readonly detail: string | null } | { readonly why: string } | null;

async function digestOutcome(path: string, digest: Sha256, hash: HashFile): Promise<Outcome> {
  try {
    return (await hash(path)) === digest ? null : { kind: 'changed', detail: null };
  } catch (cause) {
    if (cause instanceof ToolError) return { why: cause.message };
    throw cause;
  }
}

async function outcomeOf({ path, kind }: FoundFile, { folder, expected }: Folder, hash: HashFile): Promise<Outcome> {
  if (kind === 'closed') return { why: 'the folder cannot be read' };
  const digest = expected.get(path);
  if (digest === undefined) return { kind: 'unexpected', detail: kind === 'other' ? 'a link or a device' : null };
  if (kind === 'other') return { kind: 'changed', detail: 'a link or a device, not a file' };
  return await digestOutcome(join(folder, path), digest, hash);
}

function missingFrom({ expected, found, shown }: Folder): readonly Mismatch[] {
  const there = new Set(found.map(({ path }) => path));
  const closed = found.filter(({ kind }) => kind === 'closed').map(({ path }) => (path === '' ? '' : `${path}/`));
  return [...expected.keys()]
    .filter((path) => !there.has(path) && !closed.some((start) => path.startsWith(start)))
    .map((path) => ({ kind: 'missing', path: untrusted(shown(path)), detail: null }));
}

/** Holds the files of a folder against their digests. */
export async function compareFiles(folder: Folder, hash: HashFile): Promise<Compared> {
  const mismatches: Mismatch[] = [];
  const unchecked: Unchecked[] = [];
  for (const file of folder.found) {
    const outcome = await outcomeOf(file, folder, hash);
    const path = untrusted(folder.shown(file.path));
    if (outcome === null) continue;
    if ('why' in outcome) unchecked.push({ path, why: untrusted(outcome.why) });
    else mismatches.push({ kind: outcome.kind, path, detail: outcome.detail === null ? null : untrusted(outcome.detail) });
  }
  return { files: folder.expected.size, mismatches: [...mismatches, ...missingFrom(folder)], unchecked };
}
