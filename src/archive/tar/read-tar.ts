import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Extract, type Header } from 'tar-stream';
import type { Sha256 } from '../../core/artifact.js';
import { openFileBytes, type FileBytes } from '../file-bytes.js';
import { limits } from '../limits.js';
import { createMemberNames, type MemberNames } from '../member-collisions.js';
import { checkMemberName, checkWindowsName } from '../member-names.js';
import { isPlainName } from '../plain-names.js';
import { createMemberPlan } from '../member-plan.js';
import { createMemberSink, linkMember } from '../member-sink.js';
import type { MemberContent, MemberName, MemberPlan, ReadOptions } from '../member.js';
import { ArchiveRefusal, asRefusal } from '../refusal.js';
import { checkedTarBlocks } from './tar-blocks.js';
import { tarBytes, type Compression } from './tar-decompression.js';
import { linkTarget } from './tar-links.js';
import { lastEndRecord, zipTail } from '../zip/zip-end.js';

type Entry = Extract extends AsyncIterable<infer E> ? E : never;

// Old tars have no magic at all; Python reads them, and the block check has seen their headers already.
const LENIENT = { allowUnknownFormat: true, highWaterMark: limits.chunkBytes };

/** The files and inner links of a tar, in its order. A file that it holds twice with the same bytes is one. */
export async function* readTar(path: string, compression: Compression, options: ReadOptions): AsyncGenerator<MemberContent> {
  const file = openFileBytes(path);
  try {
    checkNotZipToo(file);
    yield* members(() => entriesOf(checkedTarBlocks(tarBytes(file, compression))), options);
  } finally {
    file.close();
  }
}

async function* members(entries: () => AsyncGenerator<Entry>, options: ReadOptions): AsyncGenerator<MemberContent> {
  const reader = { names: createMemberNames({ mayDifferInCase: isPlainName }), plan: createMemberPlan(options), repeated: new Set<string>() };
  try {
    for await (const entry of entries()) {
      const member = await readMember(entry, reader);
      if (member !== null) yield member;
    }
    if (reader.repeated.size > 0) await checkRepeated(entries(), reader.repeated);
  } catch (cause) {
    throw asRefusal(cause, 'malformed', 'tar');
  }
}

async function* entriesOf(blocks: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const extraction = extract(LENIENT);
  const feeding = pipeline(Readable.from(blocks, { objectMode: true }), extraction).then(
    () => null,
    (cause: unknown) => cause,
  );
  try {
    yield* extraction;
  } finally {
    extraction.destroy();
    await feeding;
  }
  const failure = await feeding;
  if (failure !== null) throw failure;
}

/**
 * Refuses names that stand for different bytes, or for a link and a file. Some build backends put a licence that two settings name into an sdist
 * twice. The archive is gone through once more for that, which hardly any needs.
 */
async function checkRepeated(entries: AsyncIterable<Entry>, repeated: ReadonlySet<string>): Promise<void> {
  const digests = new Map<string, Sha256 | null>();
  for await (const entry of entries) {
    const path = memberPath(entry.header);
    if (!repeated.has(path)) {
      entry.resume();
      continue;
    }
    const { sha256 } = await drain(entry, { path, bytes: entry.header.size, content: false, digest: entry.header.type === 'file' });
    if (sha256 === null || (digests.get(path) ?? sha256) !== sha256) throw new ArchiveRefusal('duplicate-name', `two members are named ${JSON.stringify(path)}`);
    digests.set(path, sha256);
  }
}

interface TarReader {
  readonly names: MemberNames;
  readonly plan: (member: MemberName) => MemberPlan;
  /** Names that came again, and are compared at the end. */
  readonly repeated: Set<string>;
}

async function readMember(entry: Entry, { names, plan, repeated }: TarReader): Promise<MemberContent | null> {
  const { header } = entry;
  const path = memberPath(header);
  if (path !== '' || header.type !== 'directory') checkMemberName(path);
  checkWindowsName(path);
  if (header.type === 'directory') {
    if (path !== '') names.addDirectory(path);
    entry.resume();
    return null;
  }
  if (header.type === 'file' && names.repeats(path)) {
    repeated.add(path);
    entry.resume();
    return null;
  }
  if (header.type === 'file') names.addFile(path);
  else names.addLink(path);
  if (header.type === 'file') return drain(entry, plan({ path, bytes: header.size }));
  if (header.type !== 'symlink' && header.type !== 'link') throw new ArchiveRefusal('special-file', `${path}: is neither file nor folder nor link`);
  entry.resume();
  return linkMember(path, linkTarget({ path, target: header.linkname, isSymbolic: header.type === 'symlink' }));
}

async function drain(entry: Entry, plan: MemberPlan): Promise<MemberContent> {
  const sink = createMemberSink(plan);
  for await (const chunk of entry) if (Buffer.isBuffer(chunk)) sink.write(chunk);
  return sink.end();
}

// `tar cf x.tar .` writes `./` before every name, and `./` itself as a folder; every reader drops it.
function memberPath(header: Header): string {
  const name = header.name.replace(/^(?:\.\/)+/, '');
  if (header.type !== 'directory') return name;
  return name === '.' ? '' : name.replace(/\/$/, '');
}

// pip takes everything that has a zip's end record for a zip, whatever it starts with.
function checkNotZipToo(file: FileBytes): void {
  if (lastEndRecord(zipTail(file)) !== -1) throw new ArchiveRefusal('two-formats', 'a tar that is a zip as well');
}
