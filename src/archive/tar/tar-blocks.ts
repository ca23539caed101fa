import { createBehindTar } from './behind-tar.js';
import { limits } from '../limits.js';
import { ArchiveRefusal } from '../refusal.js';
import { isMember, readTarHeader, tarBlockBytes, type TarHeader, type TarHeaderKind } from './tar-header.js';
import { checkPax } from './tar-pax.js';

const ZEROS = Buffer.alloc(tarBlockBytes);

/**
 * Passes the bytes of a tar on unchanged, as far as its end, while it walks their block structure, so that the reader behind it never sees
 * a header with two readings, a second archive behind the first, or data behind the end.
 */
export async function* checkedTarBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const structure = createStructure();
  let read = 0;
  for await (const chunk of chunks) {
    const inside = passed(chunk, read, structure);
    read += chunk.length;
    if (inside > 0) yield chunk.subarray(0, inside);
  }
  structure.end(read);
}

interface Structure {
  readonly isEnded: () => boolean;
  /** Looks at the first of these bytes, which lie at `from`, and tells how many those were. */
  readonly take: (chunk: Buffer, from: number) => number;
  readonly end: (at: number) => void;
}

/** Looks at all of these bytes, and tells how many of them belong to the tar. */
function passed(chunk: Buffer, from: number, structure: Structure): number {
  let inside = 0;
  for (let at = 0; at < chunk.length; ) {
    const wasInside = !structure.isEnded();
    at += structure.take(chunk.subarray(at), from + at);
    if (wasInside) inside = at;
  }
  return inside;
}

function createStructure(): Structure {
  let partial = Buffer.alloc(0);
  let skip = 0;
  let ended = false;
  const behind = createBehindTar();
  const extensions = createExtensions();
  const header = (block: Buffer, at: number): void => {
    if (ended) return behind.block(block, at);
    ended = block.equals(ZEROS);
    if (ended) return;
    const { kind, bytes, slash } = readTarHeader(block);
    extensions.start({ kind, bytes, slash });
    skip = Math.ceil(bytes / tarBlockBytes) * tarBlockBytes;
  };
  const take = (chunk: Buffer, from: number): number => {
    if (skip > 0) {
      const data = chunk.subarray(0, Math.min(skip, chunk.length));
      skip -= data.length;
      extensions.data(data);
      return data.length;
    }
    const missing = tarBlockBytes - partial.length;
    const block = partial.length === 0 ? chunk.subarray(0, missing) : Buffer.concat([partial, chunk.subarray(0, missing)]);
    const at = from - partial.length;
    partial = block.length < tarBlockBytes ? Buffer.from(block) : Buffer.alloc(0);
    if (block.length === tarBlockBytes) header(block, at);
    return Math.min(missing, chunk.length);
  };
  return {
    isEnded: () => ended,
    take,
    end: (at) => {
      if (!ended) throw new ArchiveRefusal('truncated', 'a tar without its end marker');
      behind.block(partial, at - partial.length);
      behind.end();
      extensions.end();
    },
  };
}

interface Extensions {
  readonly start: (header: TarHeader) => void;
  readonly data: (bytes: Buffer) => void;
  readonly end: () => void;
}

/** Collects extension headers and refuses combinations in which readers let different ones win. */
function createExtensions(): Extensions {
  const pending = new Set<TarHeaderKind>();
  let current: TarHeaderKind = 'file';
  let missing = 0;
  let parts: Buffer[] = [];
  let isNamed = false;
  return {
    start: ({ kind, bytes, slash }) => {
      checkSlash(slash, isNamed);
      if (isMember(kind)) isNamed = false;
      if (isMember(kind)) pending.clear();
      else if (kind !== 'pax-global') checkCombination(kind, pending);
      current = kind;
      missing = isMember(kind) ? 0 : bytes;
      parts = [];
      if (missing === 0 && !isMember(kind)) throw new ArchiveRefusal('extension-headers', 'an empty tar extension header');
      if (missing > limits.tarExtensionBytes) throw new ArchiveRefusal('long-name', 'a tar extension header of more than 1 MB');
    },
    data: (bytes) => {
      if (missing === 0) return;
      const part = Buffer.from(bytes.subarray(0, missing));
      parts.push(part);
      missing -= part.length;
      if (missing === 0 && namesMember(current, Buffer.concat(parts))) isNamed = true;
    },
    end: () => {
      if (!isMember(current)) throw new ArchiveRefusal('extension-headers', 'a tar extension header without a member');
    },
  };
}

/** Refuses an extension that cannot be read in one way only; true where it names the member behind it. */
function namesMember(kind: TarHeaderKind, data: Buffer): boolean {
  if (kind === 'pax' || kind === 'pax-global') return checkPax(data, kind === 'pax-global');
  // Python ends a GNU name at its first NUL; tar-stream drops the last byte where there is none.
  const end = data.indexOf(0);
  if (end > 0 && data.subarray(end).every((byte) => byte === 0)) return kind === 'gnu-path';
  throw new ArchiveRefusal(end > 0 ? 'nul-in-name' : 'extension-headers', 'a GNU tar name that is empty or does not end where its header says');
}

// Without a type, a slash at the end makes a folder, for Python even where the name goes on in an extension; with type "0" readers
// disagree unless it does. What an extension says is checked as a name of its own.
function checkSlash(slash: TarHeader['slash'], isNamed: boolean): void {
  if ((slash === 'of-file' && !isNamed) || (slash === 'of-untyped' && isNamed)) throw new ArchiveRefusal('header-mismatch', 'a tar file with the name of a folder');
}

function checkCombination(kind: TarHeaderKind, pending: Set<TarHeaderKind>): void {
  if (pending.has(kind) || pending.has('pax') || (kind === 'pax' && pending.size > 0)) {
    throw new ArchiveRefusal('extension-headers', 'a tar member with two sets of extension headers');
  }
  pending.add(kind);
}
