import { readFile } from 'node:fs/promises';
import { isAbsolute, join, normalize, resolve } from 'node:path';
import { diskError, systemCode } from '../../platform/files/disk-error.js';
import { parseRecord } from '../record.js';
import { libraryOf, type Placement } from './expected-files.js';
import { finalPath } from './scheme.js';
import type { WheelContents } from './wheel-contents.js';

/** One row of the RECORD that pip wrote. */
export interface InstalledRow {
  /** As RECORD spells it. */
  readonly row: string;
  readonly sha256: string | null;
}

function hexOf(digest: string): string | null {
  const encoded = /^sha256=([A-Za-z0-9_-]{43})=?$/.exec(digest)?.[1];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64url').toString('hex');
}

/** The final folder of a wheel's metadata; null where --target left it in no place. */
export function installedInfo(contents: WheelContents, placement: Placement): string | null {
  return finalPath(join(libraryOf(contents, placement), contents.distInfo), placement.scheme, placement.target);
}

/** A text file, or null where it is not there. */
export async function textOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(cause))) return null;
    throw diskError(cause, 'read', path);
  }
}

/** The rows of an installed RECORD by the final path of what they list. Rows of files that --target does not move are left out. */
export function installedRows(text: string, contents: WheelContents, placement: Placement): ReadonlyMap<string, InstalledRow> {
  const library = libraryOf(contents, placement);
  return new Map(parseRecord(text).flatMap(([row, digest]) => {
    const path = finalPath(isAbsolute(row) ? normalize(row) : resolve(library, row), placement.scheme, placement.target);
    return path === null ? [] : [[path, { row, sha256: hexOf(digest) }] as const];
  }));
}
