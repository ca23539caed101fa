import { createHash } from 'node:crypto';
import { digestOf, type FragmentDigest } from '../../core/requirements/direct-url.js';
import { ToolError } from '../../core/errors.js';
import { onDisk } from '../../platform/files/disk-error.js';
import { eachPiece } from '../../platform/files/each-piece.js';

async function digests(path: string, algorithms: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map(algorithms.map((algorithm) => [algorithm, createHash(algorithm)]));
  await onDisk('read', path, () => eachPiece(path, (piece) => {
    for (const hash of hashes.values()) hash.update(piece);
  }));
  return new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
}

const inWords = ({ algorithm, digest }: FragmentDigest): string => `${algorithm} ${digest}`;

function mismatch(shown: string, wanted: readonly FragmentDigest[], got: ReadonlyMap<string, string>): ToolError {
  const found = [...new Set(wanted.map(({ algorithm }) => algorithm))].map((algorithm) => inWords({ algorithm, digest: got.get(algorithm) ?? '' }));
  return new ToolError('hash-mismatch', `${shown} is not the file that was promised: expected ${wanted.map(inWords).join(' or ')}, got ${found.join(', ')}`, {
    hint: 'the file was changed on its way or where it lies; do not install it before you know why',
  });
}

function split(hash: string): FragmentDigest {
  const at = hash.indexOf(':');
  return { algorithm: hash.slice(0, at), digest: hash.slice(at + 1) };
}

/** What was promised of a file: by `#sha256=` in its URL, and by `--hash` values. */
export interface Promised {
  readonly url: string;
  readonly hashes: readonly string[];
  readonly shownAs: string;
}

/** Throws `hash-mismatch` unless the file has the digest of its URL and one of those given by `--hash`. */
export async function checkDigests(path: string, { url, hashes, shownAs }: Promised): Promise<void> {
  const inUrl = digestOf(url);
  // Two promises, not one list: pip takes a file that keeps either, depsec wants both kept.
  const promises = [inUrl === null ? [] : [inUrl], hashes.map(split)].filter((list) => list.length > 0);
  if (promises.length === 0) return;
  const got = await digests(path, [...new Set(promises.flat().map(({ algorithm }) => algorithm))]);
  const broken = promises.find((list) => !list.some(({ algorithm, digest }) => got.get(algorithm) === digest));
  if (broken) throw mismatch(shownAs, broken, got);
}
