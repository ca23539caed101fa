import { openFileBytes, type FileBytes } from './file-bytes.js';
import { createMemberPlan } from './member-plan.js';
import { bytesInMemory } from './zip/bytes-in-memory.js';
import { readZipDirectory } from './zip/zip-directory.js';
import { readZipEnd } from './zip/zip-end.js';
import { placed, readMember } from './zip/zip-member.js';

export interface PickedMembers {
  /** Every file of the zip. */
  readonly paths: readonly string[];
  /** Whole content of the wanted ones, as far as the text limits allow. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** The list of a zip's files and the content of a few of them, without inflating the others. Throws `ArchiveRefusal` as `readZip` does. */
export async function readMembers(path: string, isWanted: (path: string) => boolean): Promise<PickedMembers> {
  const file = openFileBytes(path);
  try {
    return await pickedFrom(file, isWanted);
  } finally {
    file.close();
  }
}

/** The same of a zip that lies in another archive and has been read as a whole. */
export function readMembersOf(bytes: Buffer, isWanted: (path: string) => boolean): Promise<PickedMembers> {
  return pickedFrom(bytesInMemory(bytes), isWanted);
}

async function pickedFrom(file: FileBytes, isWanted: (path: string) => boolean): Promise<PickedMembers> {
  const end = readZipEnd(file);
  const entries = readZipDirectory(file, end);
  const wanted = placed(entries, end.directoryOffset, createMemberPlan({ wantContent: ({ path: member }) => isWanted(member) }));
  const contents = new Map<string, Buffer>();
  for (const each of wanted.filter(({ entry }) => !entry.isDirectory && isWanted(entry.path))) {
    const member = await readMember(file, each);
    if (member !== null && member.content !== null) contents.set(member.path, member.content);
  }
  return { paths: entries.filter(({ isDirectory }) => !isDirectory).map((entry) => entry.path), contents };
}
