import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MemberContent, ReadOptions } from '../../src/archive/member.js';
import { readArchive } from '../../src/archive/read-archive.js';
import { ArchiveRefusal } from '../../src/archive/refusal.js';

export const everything: ReadOptions = { wantContent: () => true, wantDigest: true };

/** Runs `use` in a folder that is removed afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'depsec-archive-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs `use` with the path of a file that holds these bytes. */
export function withFile<T>(bytes: Buffer, use: (path: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const path = join(folder, 'archive');
    await writeFile(path, bytes);
    return use(path);
  });
}

export async function membersAt(path: string, options = everything): Promise<readonly MemberContent[]> {
  const members: MemberContent[] = [];
  for await (const member of readArchive(path, options)) members.push(member);
  return members;
}

export function membersOf(bytes: Buffer, options = everything): Promise<readonly MemberContent[]> {
  return withFile(bytes, (path) => membersAt(path, options));
}

/** The code of the refusal, or the paths that were read although nothing was refused. */
export async function outcomeOf(bytes: Buffer): Promise<string> {
  try {
    const members = await membersOf(bytes);
    return `read: ${members.map((member) => member.path).join(' ')}`;
  } catch (cause) {
    if (cause instanceof ArchiveRefusal) return cause.code;
    throw cause;
  }
}
