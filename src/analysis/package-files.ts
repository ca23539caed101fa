import { parseCoreMetadata } from '../archive/core-metadata.js';
import { parseCommands } from '../archive/entry-points.js';
import type { MemberContent } from '../archive/member.js';
import { checkRecord, parseRecord, type SeenMember } from '../archive/wheel-record.js';
import type { Metadata, RecordFacts } from '../core/package-facts.js';

/** Keeps what the package as a whole is judged by, while its members go by. */
export interface PackageFiles {
  readonly see: (member: MemberContent) => void;
  /** Of a wheel's dist-info folder, or, without one, the PKG-INFO nearest to the root. */
  readonly metadata: (distInfo: string | null) => Metadata | null;
  readonly record: (distInfo: string) => RecordFacts | null;
  /** Names of the commands that its entry points make. */
  readonly commands: (distInfo: string) => readonly string[];
}

export function createPackageFiles(): PackageFiles {
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
    record: (distInfo) => {
      const content = contents.get(`${distInfo}/RECORD`);
      const rows = content === undefined ? null : parseRecord(content);
      return rows === null ? null : checkRecord(rows, seen, distInfo);
    },
    commands: (distInfo) => parseCommands(contents.get(`${distInfo}/entry_points.txt`) ?? Buffer.alloc(0)),
  };
}

// Vendored packages deep inside bring their own; keeping those would hold them in memory for nothing.
function isPackageFile(path: string): boolean {
  return /^[^/]+\.dist-info\/(?:METADATA|RECORD|entry_points\.txt)$/.test(path) || /^(?:[^/]+\/){0,3}PKG-INFO$/.test(path);
}

function nearest(paths: readonly string[]): string | undefined {
  return paths.toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))[0];
}
