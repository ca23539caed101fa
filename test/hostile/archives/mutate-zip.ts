import type { Random } from '../random.js';

const LOCAL = Buffer.from([0x50, 0x4b, 3, 4]);
const CENTRAL = Buffer.from([0x50, 0x4b, 1, 2]);
const END = Buffer.from([0x50, 0x4b, 5, 6]);

interface Records {
  readonly files: Buffer[];
  readonly directory: Buffer[];
  readonly end: Buffer;
}

/**
 * Takes an honest zip apart, changes one thing about its records or fields, and puts it together; mostly with offsets and
 * counts that fit again, so that the change reaches the checks behind them.
 */
export function mutateZip(bytes: Buffer, random: Random): Buffer {
  const records = recordsOf(bytes);
  if (records.directory.length === 0) return bytes;
  random.pick([swap, repeat, drop, editBoth, editBoth, editBoth, editOne, editOne, addExtra, editEnd, hide])(records, random);
  return joined(records, random);
}

function recordsOf(bytes: Buffer): Records {
  const endAt = bytes.lastIndexOf(END);
  const directoryAt = bytes.readUInt32LE(endAt + 16);
  const directory: Buffer[] = [];
  for (let at = directoryAt; at < endAt && bytes.subarray(at, at + 4).equals(CENTRAL); ) {
    const length = 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    directory.push(Buffer.from(bytes.subarray(at, at + length)));
    at += length;
  }
  const starts = [...directory.map((entry) => entry.readUInt32LE(42)), directoryAt];
  const files = starts.slice(0, -1).map((start, index) => Buffer.from(bytes.subarray(start, starts[index + 1])));
  return { files, directory, end: Buffer.from(bytes.subarray(endAt)) };
}

function joined({ files, directory, end }: Records, random: Random): Buffer {
  const fixed = !random.chance(8);
  const offsets = files.map((_, index) => files.slice(0, index).reduce((sum, file) => sum + file.length, 0));
  for (const [index, entry] of directory.entries()) if (fixed && entry.length >= 46) entry.writeUInt32LE(offsets[index] ?? 0, 42);
  const central = Buffer.concat(directory);
  if (fixed) {
    end.writeUInt16LE(directory.length, 8);
    end.writeUInt16LE(directory.length, 10);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(Buffer.concat(files).length, 16);
  }
  return Buffer.concat([...files, central, end]);
}

function swap({ files, directory }: Records, random: Random): void {
  const list = random.chance(2) ? files : directory;
  const [one, other] = [random.below(list.length), random.below(list.length)];
  const [first, second] = [list[one], list[other]];
  if (first === undefined || second === undefined) return;
  [list[one], list[other]] = [second, first];
}

function repeat({ files, directory }: Records, random: Random): void {
  const at = random.below(directory.length);
  const [file, entry] = [files[at], directory[at]];
  if (file !== undefined && !random.chance(3)) files.push(Buffer.from(file));
  if (entry !== undefined && !random.chance(3)) directory.push(Buffer.from(entry));
}

function drop({ files, directory }: Records, random: Random): void {
  const at = random.below(directory.length);
  if (!random.chance(3)) files.splice(at, 1);
  if (!random.chance(3)) directory.splice(at, 1);
}

// Fields of both headers, by their place in the central one: the local one lacks the two bytes of "made by".
const SHARED = [6, 8, 10, 12, 16, 20, 24, 28, 30] as const;
const VALUES = [0, 1, 2, 8, 9, 12, 14, 20, 45, 63, 64, 0x800, 0x8, 0x808, 0x809, 0x20, 0x40, 0x2000, 0xffff, 0x7fff, 0x1234] as const;

function editBoth({ files, directory }: Records, random: Random): void {
  const at = random.below(directory.length);
  const [field, value] = [random.pick(SHARED), random.pick(VALUES)];
  directory[at]?.writeUInt16LE(value, field);
  files[at]?.writeUInt16LE(value, field - 2);
  if (random.chance(3)) editNames({ files, directory, end: Buffer.alloc(0) }, random);
}

// Names keep their length, so that all else still fits.
function editNames({ files, directory }: Records, random: Random): void {
  const at = random.below(directory.length);
  const [file, entry] = [files[at], directory[at]];
  if (file === undefined || entry === undefined || !file.subarray(0, 4).equals(LOCAL)) return;
  const length = Math.min(entry.readUInt16LE(28), entry.length - 46, file.length - 30);
  const place = random.below(length);
  const byte = random.pick([0, 0x2f, 0x5c, 0x3a, 0x2e, 0x20, 0x41, 0xc3, 0xff, 0x0a]);
  if (length === 0) return;
  entry[46 + place] = byte;
  file[30 + place] = byte;
}

function editOne({ files, directory }: Records, random: Random): void {
  const at = random.below(directory.length);
  const entry = random.chance(2) ? files[at]?.subarray(0, 30) : directory[at]?.subarray(0, 46);
  if (entry !== undefined && entry.length >= 30) entry.writeUInt16LE(random.pick(VALUES), 4 + 2 * random.below(Math.floor(entry.length / 2) - 2));
}

const FIELDS = [0x0001, 0x7075, 0x5455, 0x9999] as const;

function addExtra({ directory }: Records, random: Random): void {
  const at = random.below(directory.length);
  const entry = directory[at];
  if (entry === undefined || entry.length !== 46 + entry.readUInt16LE(28) + entry.readUInt16LE(30)) return;
  const field = Buffer.alloc(4 + random.below(28), random.pick([0, 1, 0xff]));
  field.writeUInt16LE(random.pick(FIELDS), 0);
  field.writeUInt16LE(random.chance(4) ? random.below(64) : field.length - 4, 2);
  entry.writeUInt16LE(entry.readUInt16LE(30) + field.length, 30);
  if (random.chance(2)) entry.writeUInt32LE(0xffffffff, random.pick([20, 24, 42]));
  directory[at] = Buffer.concat([entry, field]);
}

function editEnd({ end }: Records, random: Random): void {
  end.writeUInt16LE(random.pick(VALUES), 4 + 2 * random.below(9));
}

function hide({ files, directory }: Records, random: Random): void {
  const list = random.chance(2) ? files : directory;
  const data = random.pick([Buffer.alloc(1), Buffer.alloc(12), Buffer.alloc(16), Buffer.from('hidden'), CENTRAL, END, Buffer.concat([END, Buffer.alloc(18)])]);
  list.splice(random.below(list.length + 1), 0, data);
}
