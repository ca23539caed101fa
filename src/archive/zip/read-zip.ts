import { openFileBytes, type FileBytes } from '../file-bytes.js';
import { createMemberPlan } from '../member-plan.js';
import type { MemberContent, ReadOptions } from '../member.js';
import { ArchiveRefusal } from '../refusal.js';
import { createReadingAhead } from './zip-ahead.js';
import { readZipDirectory } from './zip-directory.js';
import { readZipEnd } from './zip-end.js';
import { isInChunks, placed, readMember, type Placed } from './zip-member.js';

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
    const all = placed(entries, end.directoryOffset, createMemberPlan(options));
    yield* members(file, options.isSecondLook === true ? all.filter(({ keep }) => keep.content) : all);
  } finally {
    file.close();
  }
}

async function* members(file: FileBytes, all: readonly Placed[]): AsyncGenerator<MemberContent> {
  const large = all.flatMap((member, index) => (isInChunks(member) && member.entry.method !== 0 ? [index] : []));
  const readAt = (index: number, isOver?: () => boolean): Promise<MemberContent | null> => {
    const member = all[index];
    return member === undefined ? Promise.resolve(null) : readMember(file, member, isOver);
  };
  const ahead = createReadingAhead(large, readAt);
  try {
    for (const index of all.keys()) {
      const member = await (ahead.take(index) ?? readAt(index));
      if (member !== null) yield member;
    }
  } finally {
    await ahead.stop();
  }
}
