import { createHash } from 'node:crypto';
import { metadataFields, parseCoreMetadata } from '../archive/project/core-metadata.js';
import { parseCommands } from '../archive/wheel/entry-points.js';
import type { MemberContent } from '../archive/member.js';
import { checkRecord, parseRecord, type SeenMember } from '../archive/wheel/wheel-record.js';
import type { InstalledTree } from '../core/installed-files.js';
import type { Metadata } from '../core/facts/package-facts.js';
import type { RecordFacts } from '../core/facts/wheel-facts.js';
import type { EntryPoint } from './entry-points/entry-point.js';
import { ofText } from './entry-points/read-entry-points.js';

/** Keeps what the package as a whole is judged by, while its members go by. */
export interface PackageFiles {
  readonly see: (member: MemberContent) => void;
  /** Of a wheel's dist-info folder, or, without one, the PKG-INFO nearest to the root. */
  readonly metadata: (distInfo: string | null) => Metadata | null;
  /** The fields of a wheel's METADATA as text; null where it has none that can be told so. */
  readonly metadataText: (distInfo: string) => string | null;
  readonly record: (distInfo: string) => RecordFacts | null;
  /** SHA-256 over the sorted lines `member, NUL, digest of the content`. */
  readonly digest: () => string;
  /** Entry points of what is laid out in a library as it stands. */
  readonly entryPoints: () => readonly EntryPoint[];
  /** Names of the commands that its entry points make. */
  readonly commands: (distInfo: string) => readonly string[];
}

// Python writes these when it first imports a module, and pip lists those that it has written itself.
const isCache = (path: string): boolean => /(?:^|\/)__pycache__\/[^/]+\.pyc$/.test(path);

/** `installed`: for the files of an installed package, whose RECORD names some of them by another path. */
export function createPackageFiles(installed?: InstalledTree): PackageFiles {
  const contents = new Map<string, Buffer>();
  const seen: SeenMember[] = [];
  return {
    see: ({ path, bytes, sha256, content }) => {
      seen.push({ path, bytes, sha256 });
      if (content !== null && isPackageFile(path)) contents.set(path, content);
    },
    metadata: (distInfo) => {
      const path = distInfo === null ? nearest([...contents.keys()].filter((path) => path.endsWith('PKG-INFO'))) : `${distInfo}/METADATA`;
      const content = path === undefined ? undefined : contents.get(path);
      return content === undefined ? null : parseCoreMetadata(content);
    },
    metadataText: (distInfo) => {
      const content = contents.get(`${distInfo}/METADATA`);
      return content === undefined ? null : metadataFields(content);
    },
    record: (distInfo) => {
      const content = contents.get(`${distInfo}/RECORD`);
      const rows = content === undefined ? null : parseRecord(content);
      if (rows === null || installed === undefined) return rows && checkRecord(rows, seen, distInfo);
      const found = checkRecord(rows.map((row) => ({ ...row, path: installed.renamed[row.path] ?? row.path })), seen, distInfo);
      return { ...found, unlisted: found.unlisted.filter((path) => !isCache(path)), missing: found.missing.filter((path) => !isCache(path)) };
    },
    digest: () => createHash('sha256').update(seen.map(({ path, sha256 }) => `${path}\0${sha256 ?? ''}\n`).toSorted().join('')).digest('hex'),
    entryPoints: () => [...contents].flatMap(([path, content]) => (path.endsWith('/entry_points.txt') ? ofText(content.toString('utf8')) : [])),
    commands: (distInfo) => parseCommands(contents.get(`${distInfo}/entry_points.txt`) ?? Buffer.alloc(0)),
  };
}

// Vendored packages deep inside bring their own; keeping those would hold them in memory for nothing.
function isPackageFile(path: string): boolean {
  return /^[^/]+\.dist-info\/(?:METADATA|RECORD|entry_points\.txt)$|^[^/]+\.egg-info\/entry_points\.txt$/.test(path) || /^(?:[^/]+\/){0,3}PKG-INFO$/.test(path);
}

function nearest(paths: readonly string[]): string | undefined {
  return paths.toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))[0];
}
