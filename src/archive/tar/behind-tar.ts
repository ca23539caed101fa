import { ArchiveRefusal } from '../refusal.js';
import { hasTarChecksum } from './tar-header.js';

// What pixz, which packs on several processors at once, writes behind the end of a tar: where each member begins. No reader of tars looks there.
const INDEX_MAGIC = Buffer.from('a64c322ed614aedb', 'hex');
const PLACE_BYTES = 8;
const CONTROL = /[\u0000-\u001f\u007f]/;
// Names of as many members as there may be hardly need more.
const MOST_INDEX_BYTES = 16 * 1024 * 1024;

/** What stands behind the first block of zeros of a tar. */
export interface BehindTar {
  /** One block of it, and where that lies. */
  readonly block: (block: Buffer, at: number) => void;
  readonly end: () => void;
}

/** Refuses what others could take for a part of the tar. Python stops at the first block of zeros, others read on. */
export function createBehindTar(): BehindTar {
  const parts: Buffer[] = [];
  let start = 0;
  return {
    block: (block, at) => {
      if (parts.length === 0 && block.every((byte) => byte === 0)) return;
      if (parts.length === 0) start = at;
      parts.push(Buffer.from(block));
      if (hasTarChecksum(block)) throw new ArchiveRefusal('concatenated', 'one tar behind another');
      if (parts[0]?.subarray(0, INDEX_MAGIC.length).equals(INDEX_MAGIC) !== true || at - start > MOST_INDEX_BYTES) throw trailingData();
    },
    end: () => {
      if (parts.length > 0 && !isIndex(Buffer.concat(parts), start)) throw trailingData();
    },
  };
}

const trailingData = (): ArchiveRefusal => new ArchiveRefusal('trailing-data', 'data behind the end of the tar');

/** True for an index and nothing else: names with places that grow, closed by a name that is empty and the place where the index itself begins. */
function isIndex(bytes: Buffer, at: number): boolean {
  let last = 0n;
  for (let start = INDEX_MAGIC.length; start < bytes.length; ) {
    const end = bytes.indexOf(0, start);
    const next = end + 1 + PLACE_BYTES;
    if (end < 0 || next > bytes.length) return false;
    const place = bytes.readBigUInt64LE(end + 1);
    if (place < last || CONTROL.test(bytes.toString('utf8', start, end))) return false;
    if (end === start) return place === BigInt(at) && next === bytes.length;
    last = place;
    start = next;
  }
  return false;
}
