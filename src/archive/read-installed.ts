import { statSync } from 'node:fs';
import type { InstalledMember } from '../core/installed-files.js';
import { limits } from './limits.js';
import { createMemberPlan } from './member-plan.js';
import type { MemberContent, ReadOptions } from './member.js';
import { createFileReader } from './read-directory.js';
import { ArchiveRefusal } from './refusal.js';
import { takeTurns } from './take-turns.js';

/** Sizes in bytes by member, before anything is read; null for what is not there. */
export function installedSizes(files: readonly InstalledMember[]): (member: string) => number | null {
  const places = new Map(files.map(({ member, path }) => [member, path]));
  return (member) => statSync(places.get(member) ?? '', { throwIfNoEntry: false })?.size ?? null;
}

/** The files of an installed package under the names they have in a wheel. Links are followed, as Python does: some installers link all files to their cache. */
export function readInstalled(files: readonly InstalledMember[], options: ReadOptions): AsyncGenerator<MemberContent> {
  return takeTurns(members(files, options));
}

async function* members(files: readonly InstalledMember[], options: ReadOptions): AsyncGenerator<MemberContent> {
  if (files.length > limits.members) throw new ArchiveRefusal('too-many-members', `more than ${limits.members} files`);
  const read = createFileReader(createMemberPlan(options));
  for (const { member, path } of files) yield await read({ onDisk: path, path: member, followsLinks: true });
}
