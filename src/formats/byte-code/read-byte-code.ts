import { codeLayout, headerBytes } from './code-layout.js';
import { readMarshal, type CodeObject } from './marshal.js';

/** How a `.pyc` says that it belongs to its source: by date and size, by a hash that is checked, or by nothing that anybody checks (PEP 552). */
export type Validation = { readonly by: 'date'; readonly sourceBytes: number } | { readonly by: 'hash' } | { readonly by: 'nothing' };

/** One compiled module. */
export interface ByteCode {
  readonly validation: Validation;
  readonly codes: readonly CodeObject[];
  /** Why not all of it could be read. */
  readonly problem: string | null;
}

const HASHED = 1;
const CHECKED = 2;
const FLAGS_SINCE = 3390;
const SIZE_SINCE = 3200;

// Every magic number ends in a line end, so that copying as text breaks it.
const isByteCode = (bytes: Buffer): boolean => bytes.length >= 16 && bytes[2] === 0x0d && bytes[3] === 0x0a;

/** How a `.pyc` says that it belongs to its source; null for what is none. */
export function validationOf(bytes: Buffer): Validation | null {
  if (!isByteCode(bytes)) return null;
  const magic = bytes.readUInt16LE(0);
  const isPython2 = magic >= 50_000;
  const flags = magic >= FLAGS_SINCE && !isPython2 ? bytes.readUInt32LE(4) : 0;
  if ((flags & HASHED) !== 0) return { by: (flags & CHECKED) === 0 ? 'nothing' : 'hash' };
  const hasSize = !isPython2 && magic >= SIZE_SINCE;
  return { by: 'date', sourceBytes: hasSize ? bytes.readUInt32LE(headerBytes(magic) - 4) : -1 };
}

// A marshalled code object, with or without the mark that it is referred to.
const CODE_MARKS: ReadonlySet<number> = new Set([0x63, 0xe3]);

/** True for bytes that begin as a `.pyc` of a known CPython does, whatever the file is called. */
export function beginsAsByteCode(head: Buffer): boolean {
  if (!isByteCode(head)) return false;
  const magic = head.readUInt16LE(0);
  return codeLayout(magic) !== null && CODE_MARKS.has(head[headerBytes(magic)] ?? 0);
}

/** Reads a `.pyc` of any CPython without running it; null for what is none. */
export function readByteCode(bytes: Buffer): ByteCode | null {
  const validation = validationOf(bytes);
  if (validation === null) return null;
  const magic = bytes.readUInt16LE(0);
  return { validation, ...readMarshal(bytes.subarray(headerBytes(magic)), magic) };
}
