import { archiveKind, type ArchiveKind } from '../archive/archive-kind.js';
import { wheelFileName } from '../archive/project/distribution-file-name.js';
import type { MemberContent, ReadOptions } from '../archive/member.js';
import { readArchive } from '../archive/read-archive.js';
import { installedSizes, readInstalled } from '../archive/read-installed.js';
import { readMembers } from '../archive/read-members.js';
import type { InstalledTree } from '../core/installed-files.js';

/** What is analysed. The path need not end in the name of the file. */
export interface ContainerQuestion {
  readonly path: string;
  readonly fileName: string;
  /** For a package that is installed; `path` is then the folder that it is installed in. */
  readonly installed?: InstalledTree;
}

/** Something whose members can be gone through as often as needed. */
export interface Container {
  readonly path: string;
  readonly kind: ArchiveKind | 'installed' | null;
  /** Its members are, or will be, laid out in a library as they stand. */
  readonly isWheel: boolean;
  readonly members: (options: ReadOptions) => AsyncGenerator<MemberContent>;
  /** Sizes in bytes by member, where they are known before the members are gone through. */
  readonly sizeOf: (member: string) => number | null;
  /** Whole contents of a few members, as far as the limits allow. */
  readonly contents: (wanted: ReadonlySet<string>) => Promise<ReadonlyMap<string, Buffer>>;
}

async function picked(members: AsyncGenerator<MemberContent>): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  for await (const { path, content } of members) if (content !== null) contents.set(path, content);
  return contents;
}

function installedContainer(path: string, { files }: InstalledTree): Container {
  return {
    path, kind: 'installed', isWheel: true, sizeOf: installedSizes(files),
    members: (options) => readInstalled(files, options),
    contents: (wanted) => picked(readInstalled(files.filter(({ member }) => wanted.has(member)), { wantContent: () => true })),
  };
}

/** Opens a wheel, sdist, zip, folder or installed package. Refuses what cannot be opened. */
export async function openContainer({ path, fileName, installed }: ContainerQuestion): Promise<Container> {
  if (installed !== undefined) return installedContainer(path, installed);
  const kind = await archiveKind(path);
  const members = (options: ReadOptions): AsyncGenerator<MemberContent> => readArchive(path, options);
  return {
    path, kind, members, sizeOf: () => null,
    isWheel: kind === 'zip' && wheelFileName(fileName) !== null,
    contents: async (wanted) => (kind === 'zip' ? (await readMembers(path, (member) => wanted.has(member))).contents : await picked(members({ wantContent: (each) => wanted.has(each.path) }))),
  };
}
