import type { InstalledMember } from '../core/installed-files.js';
import { limits } from './limits.js';
import { createMemberPlan } from './member-plan.js';
import type { MemberContent, ReadOptions } from './member.js';
import { readFileMember } from './read-directory.js';
import { ArchiveRefusal } from './refusal.js';

/** The files of an installed package under the names they have in a wheel. Links are followed, as Python does: some installers link all files to their cache. */
export async function* readInstalled(files: readonly InstalledMember[], options: ReadOptions): AsyncGenerator<MemberContent> {
  if (files.length > limits.members) throw new ArchiveRefusal('too-many-members', `more than ${limits.members} files`);
  const plan = createMemberPlan(options);
  for (const { member, path } of files) yield await readFileMember({ onDisk: path, path: member, followsLinks: true }, plan);
}
