import { ArchiveRefusal } from '../refusal.js';
import { checkTarNumber, tarNumber } from './tar-numbers.js';

export const tarBlockBytes = 512;

/** What a 512-byte tar header introduces. Extensions describe the member that follows them. */
export type TarHeaderKind = 'file' | 'hard-link' | 'symbolic-link' | 'directory' | 'pax' | 'pax-global' | 'gnu-path' | 'gnu-link';

const KINDS: Readonly<Record<string, TarHeaderKind>> = {
  '\0': 'file',
  '0': 'file',
  '1': 'hard-link',
  '2': 'symbolic-link',
  '5': 'directory',
  x: 'pax',
  g: 'pax-global',
  L: 'gnu-path',
  K: 'gnu-link',
};
const CHECKSUM = { at: 148, end: 156 };
const OTHER_NUMBERS = [
  { what: 'mode', at: 100, end: 108 },
  { what: 'owner', at: 108, end: 116 },
  { what: 'group', at: 116, end: 124 },
  { what: 'time', at: 136, end: 148 },
  { what: 'device', at: 329, end: 337 },
  { what: 'device', at: 337, end: 345 },
] as const;
const PREFIX = { at: 345, end: 500 };

export interface TarHeader {
  readonly kind: TarHeaderKind;
  /** Bytes of data behind the header, without padding. */
  readonly bytes: number;
  /** What makes a folder of a file without type is no more than part of a long name where an extension gives the whole of it. */
  readonly slash: 'none' | 'of-file' | 'of-untyped';
}

/** Reads the parts of a header that decide where the next one is. Refuses what tar readers take differently (POSIX pax, GNU tar). */
export function readTarHeader(block: Buffer): TarHeader {
  if (!hasTarChecksum(block)) throw new ArchiveRefusal('checksum', 'a tar header whose checksum is wrong');
  const flag = block.toString('latin1', 156, 157);
  const kind = KINDS[flag];
  if (flag === 'S') throw new ArchiveRefusal('sparse', 'a sparse tar member');
  if (kind === undefined) throw new ArchiveRefusal('special-file', `a tar member of type ${JSON.stringify(flag)}: a device or unknown`);
  checkPrefix(block);
  for (const { what, at, end } of OTHER_NUMBERS) checkTarNumber(block.subarray(at, end), what);
  const bytes = tarNumber(block.subarray(124, 136), 'size');
  if (isMember(kind)) checkOwnName(block);
  if (kind !== 'file' && isMember(kind) && bytes !== 0) throw new ArchiveRefusal('hidden-data', 'a tar link or folder that holds data');
  return { kind, bytes, slash: slashOf(block, flag) };
}

function slashOf(block: Buffer, flag: string): TarHeader['slash'] {
  const name = block.subarray(0, 100);
  const end = name.indexOf(0) === -1 ? name.length : name.indexOf(0);
  if (name[end - 1] !== 0x2f) return 'none';
  if (flag === '0') return 'of-file';
  return flag === '\0' ? 'of-untyped' : 'none';
}

/** True when the block could be a tar header: its checksum field holds the sum of its bytes. */
export function hasTarChecksum(block: Buffer): boolean {
  if (block.length < tarBlockBytes || block[0] === 0) return false;
  const field = block.toString('latin1', CHECKSUM.at, CHECKSUM.end);
  if (!/^ *[0-7]+[ \0]*$/.test(field)) return false;
  return Number.parseInt(field.trim(), 8) === checksumOf(block);
}

/** True for what is a member of its own, false for an extension of the next one. */
export function isMember(kind: TarHeaderKind): boolean {
  return kind === 'file' || kind === 'hard-link' || kind === 'symbolic-link' || kind === 'directory';
}

// The field itself counts as eight blanks.
function checksumOf(block: Buffer): number {
  let sum = 8 * 32;
  for (let at = 0; at < tarBlockBytes; at += 1) if (at < CHECKSUM.at || at >= CHECKSUM.end) sum += block[at] ?? 0;
  return sum;
}

// An extension may give the member another name; readers that do not know extensions would follow this one.
function checkOwnName(block: Buffer): void {
  const fields = [block.subarray(0, 100), block.subarray(PREFIX.at, PREFIX.end)].map((field) => field.toString('latin1').replace(/\0.*$/s, ''));
  if (fields.some((name) => name.split('/').includes('..'))) throw new ArchiveRefusal('traversal', 'a tar header with a name that climbs');
}

// Python puts the prefix before the name whatever the magic says, others only for POSIX ustar; star's variant keeps times in it.
function checkPrefix(block: Buffer): void {
  const isUstar = block.toString('latin1', 257, 263) === 'ustar\0';
  const isStar = block.toString('latin1', 508, 512) === 'tar\0';
  if (isUstar && !isStar) return;
  if (block.subarray(PREFIX.at, PREFIX.end).some((byte) => byte !== 0)) {
    throw new ArchiveRefusal('header-mismatch', 'a tar header whose name has two readings');
  }
}
