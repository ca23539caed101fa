import { codeLayout, type CodeLayout } from './code-layout.js';

/** A code object: a module, a class or a function. */
export interface CodeObject {
  readonly name: string;
  /** Everything that its instructions refer to by name: globals, attributes, imported modules. */
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

/** What of a marshalled object matters; `null` is everything else. */
type Value = string | Buffer | readonly Value[] | null;

// A module of a few thousand functions has some hundred thousand objects.
const MOST_OBJECTS = 1_000_000;
const DEEPEST = 200;
const REMEMBERED = 0x80;

class BrokenStream extends Error {}

interface Reader {
  readonly bytes: Buffer;
  readonly layout: CodeLayout;
  readonly codes: CodeObject[];
  readonly references: Value[];
  /** Python 2 keeps interned texts in a list of their own. */
  readonly interned: Value[];
  at: number;
  left: number;
}

function take(reader: Reader, count: number): Buffer {
  const end = reader.at + count;
  if (count < 0 || end > reader.bytes.length) throw new BrokenStream('it ends too early');
  const part = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return part;
}

const long = (reader: Reader): number => take(reader, 4).readInt32LE();
const byte = (reader: Reader): number => take(reader, 1).readUInt8();

function items(reader: Reader, count: number, depth: number): readonly Value[] {
  if (count < 0 || count > reader.left) throw new BrokenStream('it says that it holds more than it can');
  return Array.from({ length: count }, () => readValue(reader, depth + 1));
}

function pairs(reader: Reader, depth: number): Value {
  const values: Value[] = [];
  // "0" ends a dictionary, where a key would stand.
  while (reader.bytes[reader.at] !== 0x30) values.push(readValue(reader, depth + 1), readValue(reader, depth + 1));
  reader.at += 1;
  return values;
}

const isText = (value: Value | undefined): value is string => typeof value === 'string';

function textsIn(value: Value | undefined): readonly string[] {
  if (isText(value)) return [value];
  if (Buffer.isBuffer(value)) return [value.toString('latin1')];
  return value === null || value === undefined ? [] : value.flatMap((item: Value) => textsIn(item));
}

function code(reader: Reader, depth: number): Value {
  const { layout } = reader;
  take(reader, 4 * layout.numbers);
  const fields = new Map<string, Value>();
  for (const field of layout.fields) {
    if (field === 'firstline') take(reader, 4);
    else fields.set(field, readValue(reader, depth + 1));
  }
  const name = fields.get('name');
  const asText = isText(name) ? name : Buffer.isBuffer(name) ? name.toString('latin1') : '';
  reader.codes.push({ name: asText, names: textsIn(fields.get('names')), texts: textsIn(fields.get('consts')) });
  return null;
}

function interned(reader: Reader, value: Value): Value {
  reader.interned.push(value);
  return value;
}

type ReadOne = (reader: Reader, depth: number) => Value;

const skip = (count: number): ReadOne => (reader) => (take(reader, count), null);
const counted = (read: (reader: Reader) => number, encoding: 'utf8' | 'latin1'): ReadOne => (reader) => take(reader, read(reader)).toString(encoding);

/** How each type of object is read (CPython, Python/marshal.c). */
const READERS: Readonly<Record<string, ReadOne>> = {
  '0': skip(0), N: skip(0), F: skip(0), T: skip(0), S: skip(0), '.': skip(0),
  i: skip(4), I: skip(8), g: skip(8), y: skip(16),
  f: (reader) => (take(reader, byte(reader)), null),
  x: (reader) => (take(reader, byte(reader)), take(reader, byte(reader)), null),
  l: (reader) => (take(reader, 2 * Math.abs(long(reader))), null),
  s: (reader) => Buffer.from(take(reader, long(reader))),
  t: (reader) => interned(reader, take(reader, long(reader)).toString('utf8')),
  R: (reader) => reader.interned[long(reader)] ?? null,
  r: (reader) => reader.references[long(reader)] ?? null,
  u: counted(long, 'utf8'), a: counted(long, 'latin1'), A: counted(long, 'latin1'), z: counted(byte, 'latin1'), Z: counted(byte, 'latin1'),
  '(': (reader, depth) => items(reader, long(reader), depth), '[': (reader, depth) => items(reader, long(reader), depth),
  '<': (reader, depth) => items(reader, long(reader), depth), '>': (reader, depth) => items(reader, long(reader), depth),
  ')': (reader, depth) => items(reader, byte(reader), depth),
  ':': (reader, depth) => items(reader, 3, depth),
  '{': pairs,
  c: code,
};

function readValue(reader: Reader, depth: number): Value {
  reader.left -= 1;
  if (depth > DEEPEST || reader.left < 0) throw new BrokenStream('it is nested too deeply, or too large');
  const type = byte(reader);
  const read = READERS[String.fromCharCode(type & ~REMEMBERED)];
  if (read === undefined) throw new BrokenStream(`it holds an object of an unknown type (${type})`);
  if ((type & REMEMBERED) === 0) return read(reader, depth);
  // The place is taken before the object is read: objects inside it count on from there.
  const place = reader.references.push(null) - 1;
  const value = read(reader, depth);
  reader.references[place] = value;
  return value;
}

/** All code objects of a marshalled module, the innermost first; `problem` says why there may be more of them. */
export function readMarshal(bytes: Buffer, magic: number): { readonly codes: readonly CodeObject[]; readonly problem: string | null } {
  const layout = codeLayout(magic);
  if (layout === null) return { codes: [], problem: 'it is compiled for a Python that is not known' };
  const reader: Reader = { bytes, layout, codes: [], references: [], interned: [], at: 0, left: MOST_OBJECTS };
  try {
    readValue(reader, 0);
    return { codes: reader.codes, problem: null };
  } catch (error) {
    if (error instanceof BrokenStream) return { codes: reader.codes, problem: error.message };
    throw error;
  }
}
