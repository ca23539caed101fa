import { createByteSource, type ByteSource } from '../../byte-source.js';
import { checkRatio } from '../decoded-chunks.js';
import type { FileBytes } from '../../file-bytes.js';
import { ArchiveRefusal } from '../../refusal.js';
import { xzBlock } from './xz-block.js';
import { xzCheckKind } from './xz-check.js';
import { checkXzIndex, createIndexDigest } from './xz-index.js';
import { checkXzCrc } from './xz-numbers.js';

const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]);
const FOOTER_MAGIC = 'YZ';

/**
 * The content of a file that holds exactly one xz stream (.xz file format 1.1.0). A decoder of our own, because those that were found for
 * Node do not tell where a stream ends, or do not compare all checks; memory is the window that the file asks for, within the limits.
 */
export function* unxz(file: FileBytes): Generator<Buffer> {
  const source = createByteSource(file, 0);
  const flags = readStreamHeader(source);
  const check = xzCheckKind(flags.readUInt8(1));
  const index = createIndexDigest();
  let bytes = 0;
  for (let length = source.byte(); length !== 0; length = source.byte()) {
    const chunks = xzBlock(source, length, check);
    let chunk = chunks.next();
    for (; chunk.done !== true; chunk = chunks.next()) {
      bytes += chunk.value.length;
      checkRatio(bytes, source.position());
      yield chunk.value;
    }
    index.add(chunk.value);
  }
  const indexBytes = checkXzIndex({ file, source, expected: index });
  checkFooter(source, flags, indexBytes);
  checkEnd(file, source.position());
}

function readStreamHeader(source: ByteSource): Buffer {
  const header = source.take(12);
  const flags = header.subarray(6, 8);
  if (!header.subarray(0, 6).equals(MAGIC)) throw new ArchiveRefusal('malformed', 'not an xz file');
  checkXzCrc(flags, header.readUInt32LE(8));
  return flags;
}

function checkFooter(source: ByteSource, flags: Buffer, indexBytes: number): void {
  const footer = source.take(12);
  if (footer.toString('latin1', 10) !== FOOTER_MAGIC) throw new ArchiveRefusal('malformed', 'an xz file without its footer');
  checkXzCrc(footer.subarray(4, 10), footer.readUInt32LE(0));
  if (!footer.subarray(8, 10).equals(flags)) throw new ArchiveRefusal('header-mismatch', 'an xz file whose footer has other flags');
  if ((footer.readUInt32LE(4) + 1) * 4 !== indexBytes) throw new ArchiveRefusal('size-mismatch', 'an xz file whose footer tells another size of its index');
}

// Python goes on with a second stream and passes over zeros and anything else; other readers stop, or fail.
function checkEnd(file: FileBytes, end: number): void {
  const rest = file.size - end;
  if (rest === 0) return;
  const isStream = rest >= MAGIC.length && file.readAt(end, MAGIC.length).equals(MAGIC);
  if (isStream) throw new ArchiveRefusal('concatenated', 'several xz streams in one file');
  throw new ArchiveRefusal('trailing-data', 'bytes behind the compressed data');
}
