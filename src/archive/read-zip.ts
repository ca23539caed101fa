import { crc32 } from 'node:zlib';
import { openFileBytes, type FileBytes } from './file-bytes.js';
import { inflateChunks, inflateWhole } from './inflate.js';
import { limits } from './limits.js';
import { createMemberPlan } from './member-plan.js';
import { createMemberSink } from './member-sink.js';
import type { MemberContent, MemberPlan, ReadOptions } from './member.js';
import { ArchiveRefusal, asRefusal } from './refusal.js';
import { readZipDirectory, type ZipEntry } from './zip-directory.js';
import { readZipEnd } from './zip-end.js';
import { checkDescriptor, checkLocalHeader, localHeaderBytes, localTailBytes } from './zip-local-header.js';

/**
 * The files of a zip in the order of their data. Members must tile the file from its first byte to the central
 * directory, so that nothing can hide before, between or behind them.
 */
export async function* readZip(path: string, options: ReadOptions): AsyncGenerator<MemberContent> {
  const file = openFileBytes(path);
  try {
    const end = readZipEnd(file);
    const entries = readZipDirectory(file, end);
    if ((entries[0]?.offset ?? 0) !== 0) throw new ArchiveRefusal('prefixed-data', 'bytes before the first member');
    const plan = createMemberPlan(options);
    for (const [index, entry] of entries.entries()) {
      const member = await readMember(file, { entry, end: entries[index + 1]?.offset ?? end.directoryOffset, plan });
      if (member !== null) yield member;
    }
  } finally {
    file.close();
  }
}

export interface Placed {
  readonly entry: ZipEntry;
  /** Where the next member, or the central directory, starts. */
  readonly end: number;
  readonly plan: (member: { path: string; bytes: number }) => MemberPlan;
}

/** One member, checked against its local header and checksum; null for a folder. */
export async function readMember(file: FileBytes, { entry, end, plan }: Placed): Promise<MemberContent | null> {
  const dataStart = checkedDataStart(file, entry, end);
  const dataEnd = dataStart + entry.packedBytes;
  if (dataEnd > end) throw new ArchiveRefusal('overlap', `${entry.path}: overlaps what follows it`);
  checkDescriptor(file.readAt(dataEnd, Math.min(end - dataEnd, 32)), entry);
  const keep = entry.isDirectory ? { path: entry.path, bytes: 0, content: false, digest: false } : plan(entry);
  const sink = createMemberSink(keep);
  let checksum = 0;
  const take = (chunk: Buffer): void => {
    checksum = crc32(chunk, checksum);
    sink.write(chunk);
  };
  try {
    await inflateMember(file, { entry, dataStart, isWhole: keep.content }, take);
  } catch (cause) {
    throw asRefusal(cause, 'malformed', entry.path);
  }
  const member = sink.end();
  if (checksum !== entry.crc32) throw new ArchiveRefusal('checksum', `${entry.path}: its CRC-32 is another`);
  return entry.isDirectory ? null : member;
}

function checkedDataStart(file: FileBytes, entry: ZipEntry, end: number): number {
  if (entry.offset + localHeaderBytes > end) throw new ArchiveRefusal('overlap', `${entry.path}: overlaps what follows it`);
  const tail = localTailBytes(file.readAt(entry.offset, localHeaderBytes), entry);
  checkLocalHeader(file.readAt(entry.offset, localHeaderBytes + tail), entry);
  return entry.offset + localHeaderBytes + tail;
}

async function inflateMember(file: FileBytes, from: { entry: ZipEntry; dataStart: number; isWhole: boolean }, take: (chunk: Buffer) => void): Promise<void> {
  const { packedBytes, bytes, method } = from.entry;
  const atMost = from.isWhole ? limits.textFileBytes : limits.wholeBytes;
  const packed = Math.max(packedBytes, bytes) <= atMost ? [file.readAt(from.dataStart, packedBytes)] : chunksOf(file, from.dataStart, packedBytes);
  if (method === 0) {
    for (const chunk of packed) take(chunk);
    return;
  }
  if (Array.isArray(packed)) {
    for (const chunk of packed) take(inflateWhole(chunk, bytes));
    return;
  }
  for await (const chunk of inflateChunks(packed, packedBytes)) take(chunk);
}

function* chunksOf(file: FileBytes, start: number, length: number): Generator<Buffer> {
  for (let at = 0; at < length; at += limits.chunkBytes) yield file.readAt(start + at, Math.min(limits.chunkBytes, length - at));
}
