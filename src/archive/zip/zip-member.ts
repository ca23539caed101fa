import { crc32 } from 'node:zlib';
import type { FileBytes } from '../file-bytes.js';
import { inflateChunks, inflateWhole } from './inflate.js';
import { limits } from '../limits.js';
import { createMemberSink } from '../member-sink.js';
import type { MemberContent, MemberPlan } from '../member.js';
import { ArchiveRefusal, asRefusal } from '../refusal.js';
import type { ZipEntry } from './zip-directory.js';
import { checkDescriptor, checkLocalHeader, localHeaderBytes, localTailBytes } from './zip-local-header.js';

/** A member, where it lies and what is kept of it. */
export interface Placed {
  readonly entry: ZipEntry;
  /** Where the next member, or the central directory, starts. */
  readonly end: number;
  readonly keep: MemberPlan;
}

/** The members of a directory, in their order: what is kept of one depends on those before it. */
export function placed(entries: readonly ZipEntry[], end: number, plan: (member: { path: string; bytes: number }) => MemberPlan): readonly Placed[] {
  return entries.map((entry, index) => ({
    entry,
    end: entries[index + 1]?.offset ?? end,
    keep: entry.isDirectory ? { path: entry.path, bytes: 0, content: false, digest: false } : plan(entry),
  }));
}

/** True for a member that is read chunk by chunk, because it is large. */
export function isInChunks({ entry, keep }: Placed): boolean {
  const atMost = keep.content ? limits.textFileBytes : limits.wholeBytes;
  return Math.max(entry.packedBytes, entry.bytes) > atMost;
}

/** One member, checked against its local header and checksum; null for a folder. Where `isOver` says so, a large one is given up. */
export async function readMember(file: FileBytes, member: Placed, isOver = (): boolean => false): Promise<MemberContent | null> {
  const { entry, end, keep } = member;
  const dataStart = checkedDataStart(file, entry, end);
  const dataEnd = dataStart + entry.packedBytes;
  if (dataEnd > end) throw new ArchiveRefusal('overlap', `${entry.path}: overlaps what follows it`);
  checkDescriptor(file.readAt(dataEnd, Math.min(end - dataEnd, 32)), entry);
  const packed = isInChunks(member) ? chunksOf(file, { start: dataStart, end: dataEnd, isOver }) : [file.readAt(dataStart, entry.packedBytes)];
  const sink = createMemberSink(keep);
  let checksum = 0;
  const take = (chunk: Buffer): void => {
    checksum = crc32(chunk, checksum);
    sink.write(chunk);
  };
  try {
    await inflateMember(packed, entry, take);
  } catch (cause) {
    throw asRefusal(cause, 'malformed', entry.path);
  }
  const content = sink.end();
  if (checksum !== entry.crc32) throw new ArchiveRefusal('checksum', `${entry.path}: its CRC-32 is another`);
  return entry.isDirectory ? null : content;
}

function checkedDataStart(file: FileBytes, entry: ZipEntry, end: number): number {
  if (entry.offset + localHeaderBytes > end) throw new ArchiveRefusal('overlap', `${entry.path}: overlaps what follows it`);
  const tail = localTailBytes(file.readAt(entry.offset, localHeaderBytes), entry);
  checkLocalHeader(file.readAt(entry.offset, localHeaderBytes + tail), entry);
  return entry.offset + localHeaderBytes + tail;
}

async function inflateMember(packed: Iterable<Buffer>, { method, bytes, packedBytes }: ZipEntry, take: (chunk: Buffer) => void): Promise<void> {
  if (method === 0) {
    for (const chunk of packed) take(chunk);
  } else if (Array.isArray(packed)) {
    for (const chunk of packed) take(inflateWhole(chunk, bytes));
  } else {
    for await (const chunk of inflateChunks(packed, packedBytes)) take(chunk);
  }
}

function* chunksOf(file: FileBytes, { start, end, isOver }: { start: number; end: number; isOver: () => boolean }): Generator<Buffer> {
  for (let at = start; at < end && !isOver(); at += limits.chunkBytes) yield file.readAt(at, Math.min(limits.chunkBytes, end - at));
}
