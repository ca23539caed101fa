import type { RecordFacts } from '../../core/facts/wheel-facts.js';
import { splitLines } from '../../core/split-lines.js';
import { csvRows } from './csv-rows.js';

/** One row of RECORD: a member, its digest as lower-case hex or null where there is none, its size or null. */
export interface RecordRow {
  readonly path: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
}

/** What the reader saw of one member. */
export interface SeenMember {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string | null;
}

/**
 * The rows of RECORD as pip and importlib.metadata read it: lines by `splitlines()`, then Python's csv, which takes any text. What stands behind the third
 * cell counts for nothing there.
 */
export function parseRecord(bytes: Buffer): readonly RecordRow[] {
  return csvRows(splitLines(bytes.toString('utf8'))).flatMap(([path = '', digest = '', size = '']) =>
    path === '' ? [] : [{ path, sha256: hexDigest(digest), bytes: /^\d{1,15}$/.test(size) ? Number(size) : null }]);
}

// `sha256=` and URL-safe base64 without padding.
function hexDigest(digest: string): string | null {
  const encoded = /^sha256=([A-Za-z0-9_-]{43})=?$/.exec(digest)?.[1];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64url').toString('hex');
}

/**
 * Compares RECORD with the archive both ways. RECORD itself and its signatures carry no digest; `.pyc` files may be left out
 * of it by specification, but are told as unlisted: a cached module runs instead of its source.
 */
export function checkRecord(rows: readonly RecordRow[], members: readonly SeenMember[], distInfo: string): RecordFacts {
  const exempt = new Set(['RECORD', 'RECORD.jws', 'RECORD.p7s'].map((name) => `${distInfo}/${name}`));
  const listed = new Map(rows.map((row) => [row.path, row]));
  const held = new Set(members.map((member) => member.path));
  const known = members.flatMap((member) => {
    const row = listed.get(member.path);
    return row === undefined || exempt.has(member.path) ? [] : [{ member, row }];
  });
  return {
    altered: sorted(known.filter(({ member, row }) => differs(member, row)).map(({ member }) => member.path)),
    unlisted: sorted([...held].filter((path) => !listed.has(path) && !exempt.has(path))),
    missing: sorted([...listed.keys()].filter((path) => !held.has(path) && !exempt.has(path))),
    unhashed: sorted(known.filter(({ row }) => row.sha256 === null).map(({ member }) => member.path)),
  };
}

function differs(member: SeenMember, row: RecordRow): boolean {
  return (row.sha256 !== null && row.sha256 !== member.sha256) || (row.bytes !== null && row.bytes !== member.bytes);
}

function sorted(paths: readonly string[]): readonly string[] {
  return paths.toSorted();
}
