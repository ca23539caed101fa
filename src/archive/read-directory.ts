import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { limits } from './limits.js';
import { checkMemberName } from './member-names.js';
import { createMemberPlan } from './member-plan.js';
import { createMemberSink, linkMember } from './member-sink.js';
import type { MemberContent, MemberPlan, ReadOptions } from './member.js';
import { ArchiveRefusal, asRefusal } from './refusal.js';

/** The files and links of a folder, sorted by name. Links are listed, never followed. */
export async function* readDirectory(root: string, options: ReadOptions): AsyncGenerator<MemberContent> {
  const read = createFileReader(createMemberPlan(options));
  let members = 0;
  for await (const { path, isLink } of walk(root, '')) {
    members += 1;
    if (members > limits.members) throw new ArchiveRefusal('too-many-members', `more than ${limits.members} files`);
    yield isLink ? linkMember(path, await targetOf(root, path)) : await read({ onDisk: join(root, path), path, followsLinks: false });
  }
}

async function* walk(root: string, folder: string): AsyncGenerator<{ path: string; isLink: boolean }> {
  const found = await readdir(join(root, folder), { withFileTypes: true }).catch((cause: unknown) => {
    throw asRefusal(cause, 'unreadable', folder === '' ? 'the folder' : folder);
  });
  for (const item of found.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? item.name : `${folder}/${item.name}`;
    checkMemberName(path);
    if (item.isDirectory()) yield* walk(root, path);
    else if (item.isFile() || item.isSymbolicLink()) yield { path, isLink: item.isSymbolicLink() };
    else throw new ArchiveRefusal('special-file', `${path}: is neither file nor folder nor link`);
  }
}

async function targetOf(root: string, path: string): Promise<string> {
  const target = await readlink(join(root, path)).catch((cause: unknown) => {
    throw asRefusal(cause, 'unreadable', path);
  });
  return target.startsWith('/') ? target : posix.normalize(posix.join(posix.dirname(path), target));
}

/** Where a file lies, and what it is called as a member. */
export interface FileOnDisk {
  readonly onDisk: string;
  readonly path: string;
  readonly followsLinks: boolean;
}

/** Reads files one after the other. */
export type FileReader = (file: FileOnDisk) => Promise<MemberContent>;

/** A reader for files of one folder or package. Of those whose content is not wanted all pass through the same memory: fresh memory for each would make V8 collect garbage all the time. */
export function createFileReader(plan: (member: { path: string; bytes: number }) => MemberPlan): FileReader {
  const memory = Buffer.allocUnsafe(limits.chunkBytes);
  return (file) => readFileMember(file, { plan, memory });
}

/** One regular file as a member; most are small, and a turn of the event loop for each step costs more than all of them. Refuses (`unreadable`) what cannot be opened. */
async function readFileMember({ onDisk, path, followsLinks }: FileOnDisk, { plan, memory }: { readonly plan: (member: { path: string; bytes: number }) => MemberPlan; readonly memory: Buffer }): Promise<MemberContent> {
  // O_NOFOLLOW: the file that was listed, not a link that took its place meanwhile. O_NONBLOCK: a pipe in its place must not hold up the run.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (followsLinks ? 0 : (constants.O_NOFOLLOW ?? 0));
  const handle = opened(onDisk, { flags, path });
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new ArchiveRefusal('special-file', `${path}: is no ordinary file`);
    const { size } = stat;
    const keep = plan({ path, bytes: size });
    const isHeadEnough = !keep.content && !keep.digest;
    const sink = createMemberSink(isHeadEnough ? { ...keep, bytes: Math.min(size, limits.headBytes) } : keep);
    const most = isHeadEnough ? limits.headBytes : Number.POSITIVE_INFINITY;
    // One byte more than there should be, so that a file that grows is seen to.
    const left = (read: number): number => Math.min(limits.chunkBytes, size + 1 - read, most - read);
    for (let read = 0, wanted = left(0); wanted > 0; wanted = left(read)) {
      const chunk = next(handle, keep.content ? Buffer.allocUnsafe(wanted) : memory.subarray(0, wanted));
      read += chunk.length;
      sink.write(chunk);
      // Nothing more comes; or less than was asked for, with which all is there.
      if (chunk.length === 0 || (chunk.length < wanted && read === size)) break;
      // Others have their turn between the pieces of a large file.
      if (read < size) await setImmediate();
    }
    return { ...sink.end(), bytes: size };
  } finally {
    closeSync(handle);
  }
}

function opened(onDisk: string, { flags, path }: { readonly flags: number; readonly path: string }): number {
  try {
    return openSync(onDisk, flags);
  } catch (cause) {
    throw asRefusal(cause, 'unreadable', path);
  }
}

/** The next piece of an open file, in this memory; empty at its end. */
const next = (handle: number, into: Buffer): Buffer => into.subarray(0, readSync(handle, into, 0, into.length, null));
