import { RandomAccessReader, ZipFile, type Entry } from 'yauzl';
import type { FileBytes } from '../file-bytes.js';
import { createMemberNames } from '../member-collisions.js';
import { checkMemberName, checkWindowsName } from '../member-names.js';
import { ArchiveRefusal, asRefusal } from '../refusal.js';
import type { ZipEnd } from './zip-end-values.js';
import { checkEntry } from './zip-entry-checks.js';
import { zipMemberName } from './zip-member-name.js';

/** One line of the central directory, checked as far as it can be without its local header. */
export interface ZipEntry {
  /** Without the `/` that marks a folder. */
  readonly path: string;
  readonly isDirectory: boolean;
  readonly rawName: Buffer;
  /** As decoded, with its last `/`. */
  readonly name: string;
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of the local header. */
  readonly offset: number;
}

/** All members, in the order of their data in the file. Refuses names, kinds and counts that are ambiguous. */
export function readZipDirectory(file: FileBytes, end: ZipEnd): readonly ZipEntry[] {
  const raw = rawEntries(file, end);
  const used = raw.reduce((sum, entry) => sum + 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength, 0);
  // Python goes by the directory's size, others by its count: a zip where these differ has two lists of members.
  if (used !== end.directoryBytes) throw new ArchiveRefusal('wrong-count', `${raw.length} members do not fill the central directory`);
  const names = createMemberNames();
  const entries = raw.map((entry) => checkedEntry(entry));
  for (const entry of entries) (entry.isDirectory ? names.addDirectory : names.addFile)(entry.path);
  return entries.toSorted((a, b) => a.offset - b.offset);
}

function checkedEntry(entry: Entry): ZipEntry {
  const name = zipMemberName(entry);
  const isDirectory = name.endsWith('/');
  const path = isDirectory ? name.slice(0, -1) : name;
  checkMemberName(path);
  checkWindowsName(path);
  checkEntry(entry, { path, isDirectory });
  return {
    path,
    isDirectory,
    rawName: entry.fileNameRaw,
    name,
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc32: entry.crc32,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
  };
}

/** yauzl's view of the file: the central directory, read in one piece, answers at once instead of by two reads per member. */
class DirectoryReader extends RandomAccessReader {
  readonly #directory: Buffer;
  readonly #offset: number;
  constructor(file: FileBytes, end: ZipEnd) {
    super();
    this.#directory = file.readAt(end.directoryOffset, end.directoryBytes);
    this.#offset = end.directoryOffset;
  }
  override read(...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>): void {
    const start = position - this.#offset;
    const copied = this.#directory.copy(buffer, offset, start, start + length);
    callback(copied < length ? new Error('the central directory ends early') : null);
  }
}

// Built directly: `zip-end.ts` has already found the directory, more strictly than yauzl's own search would.
function openDirectory(file: FileBytes, end: ZipEnd): ZipFile {
  const reader = new DirectoryReader(file, end);
  const [autoClose, lazyEntries, decodeStrings, validateEntrySizes] = [false, true, false, true];
  return new ZipFile(reader, end.directoryOffset, file.size, end.entries, '', autoClose, lazyEntries, decodeStrings, validateEntrySizes);
}

// Strong encryption is refused by yauzl, before the entry reaches the checks here.
function directoryRefusal(cause: unknown): ArchiveRefusal {
  const isEncrypted = cause instanceof Error && cause.message.startsWith('strong encryption');
  return asRefusal(cause, isEncrypted ? 'encrypted' : 'malformed', 'central directory');
}

// The reader answers within the call, so each `readEntry` has delivered its entry or its error when it returns.
function rawEntries(file: FileBytes, end: ZipEnd): readonly Entry[] {
  const zip = openDirectory(file, end);
  const entries: Entry[] = [];
  const failures: unknown[] = [];
  zip.on('entry', (entry: Entry) => entries.push(entry));
  zip.on('error', (cause) => failures.push(cause));
  for (let expected = 1; expected <= end.entries; expected += 1) {
    zip.readEntry();
    if (failures.length > 0) throw directoryRefusal(failures[0]);
    if (entries.length < expected) throw new ArchiveRefusal('malformed', 'a member without a name');
  }
  return entries;
}
