import { mkdir, open, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readArchive } from '../../archive/read-archive.js';
import { UserError } from '../../core/errors.js';
import { CREATE_PRIVATE } from '../../platform/files/atomic-write.js';
import { onDisk, presentOr } from '../../platform/files/disk-error.js';
import { removeTree } from '../../platform/files.js';
import { placeSource, placeWheel, type Placed } from './place-members.js';

/** The interpreter that an environment is made for; it is not started. */
export interface BasePython {
  /** Its real path, behind all links. */
  readonly executable: string;
  /** Such as `3.12` or `3.12.4`. */
  readonly version: string;
}

export interface Unpacked {
  readonly files: number;
  /** Members that are there to be read and have no effect. */
  readonly inert: readonly string[];
  /** Members that are not there: links, and what is too large to be kept whole. */
  readonly leftOut: readonly string[];
}

interface Unpacking {
  readonly folder: string;
  /** The archive: a copy that nobody else changes. */
  readonly archive: string;
  readonly isWheel: boolean;
  readonly python: BasePython;
}

const libraryOf = ({ version }: BasePython): string => `lib/python${version.split('.').slice(0, 2).join('.')}/site-packages`;

/** PEP 405: this file, and the interpreter in its place. Nothing of the system's packages is let in. */
async function layOut(folder: string, { executable, version }: BasePython, library: string): Promise<void> {
  await mkdir(join(folder, 'bin'), { recursive: true, mode: 0o700 });
  await mkdir(join(folder, library), { recursive: true, mode: 0o700 });
  await write(join(folder, 'pyvenv.cfg'), Buffer.from(`home = ${dirname(executable)}\ninclude-system-site-packages = false\nversion = ${version}\n`));
  for (const name of ['python', 'python3']) await symlink(executable, join(folder, 'bin', name));
}

async function write(path: string, content: Buffer): Promise<void> {
  const file = await open(path, CREATE_PRIVATE, 0o600);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

async function membersOf(archive: string): Promise<readonly string[]> {
  const members: string[] = [];
  for await (const { path } of readArchive(archive, { wantContent: () => false })) members.push(path);
  return members;
}

async function unpackInto(placed: readonly Placed[], { folder, archive }: Unpacking): Promise<Unpacked> {
  const places = new Map(placed.map((each) => [each.member, each]));
  const [inert, leftOut]: [string[], string[]] = [[], []];
  let files = 0;
  for await (const { path, content } of readArchive(archive, { wantContent: () => true })) {
    const place = places.get(path);
    if (content === null || place === undefined) {
      leftOut.push(path);
      continue;
    }
    await mkdir(dirname(join(folder, place.path)), { recursive: true, mode: 0o700 });
    await write(join(folder, place.path), content);
    files += 1;
    if (place.isInert) inert.push(path);
  }
  return { files, inert, leftOut };
}

/** Throws where one member would replace another: which one an install leaves is not ours to say. */
function refuseCollisions(placed: readonly Placed[]): void {
  const seen = new Set<string>();
  for (const { path } of placed) {
    const place = path.normalize('NFC').toLowerCase();
    if (seen.has(place)) throw new UserError('unreadable-archive', `not unpacked, since two of its files would lie in the same place: ${path}`);
    seen.add(place);
  }
}

/** Throws UserError `bad-arguments` for a folder that holds something. */
export async function checkEmpty(folder: string): Promise<void> {
  const names = await onDisk('write into', folder, () => presentOr(readdir(folder), []));
  if (names.length > 0) throw new UserError('bad-arguments', `${JSON.stringify(folder)} is not empty`, { hint: 'name a folder that does not exist yet' });
}

/**
 * Makes a virtual environment in a new or empty folder and unpacks an archive into it, with our own strict reader and without starting anything:
 * neither Python nor pip. Throws UserError `bad-arguments` for a folder that holds something and `unreadable-archive` for members in one place, ArchiveRefusal for an archive without a single reading.
 */
export async function makeVenv(unpacking: Unpacking): Promise<Unpacked> {
  const { folder, archive, isWheel, python } = unpacking;
  return await onDisk('write into', folder, async () => {
    // Read to its end before anything is written.
    const members = await membersOf(archive);
    await checkEmpty(folder);
    const library = libraryOf(python);
    const placed = isWheel ? placeWheel(members, library) : placeSource(members);
    refuseCollisions(placed);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await layOut(folder, python, library);
      return await unpackInto(placed, unpacking);
    } catch (cause) {
      await removeTree(folder);
      throw cause;
    }
  });
}
