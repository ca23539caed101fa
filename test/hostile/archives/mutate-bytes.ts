import type { Random } from '../random.js';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const EDGES = [0, 1, 0x7f, 0x80, 0xff] as const;

const cut = (bytes: Buffer, random: Random): readonly [number, number] => {
  const start = random.below(bytes.length);
  return [start, Math.min(bytes.length, start + 1 + random.below(random.chance(2) ? 32 : bytes.length))];
};

const flip: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
};

const overwrite: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  return copy.fill(random.pick(EDGES), at, Math.min(copy.length, at + random.pick([1, 2, 4, 8])));
};

const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length));

const remove: Mutation = (bytes, random) => {
  const [start, end] = cut(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
};

const duplicate: Mutation = (bytes, random) => {
  const [start, end] = cut(bytes, random);
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
};

const insert: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const added = Buffer.alloc(1 + random.below(24), random.pick(EDGES));
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
};

/** One change that knows nothing of formats: bits, runs of one byte, cuts, repeats. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  if (bytes.length === 0) return bytes;
  return random.pick<Mutation>([flip, flip, overwrite, overwrite, truncate, remove, duplicate, insert])(bytes, random);
}
