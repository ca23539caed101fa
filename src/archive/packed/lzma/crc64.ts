const POLYNOMIAL = { high: 0xc96c5795, low: 0xd7870f42 } as const;
const SLICES = 4;
// Remainders of a byte with none to three bytes of zeros behind it, so that four bytes go in one step.
const HIGH = new Int32Array(256 * SLICES);
const LOW = new Int32Array(256 * SLICES);
let isFilled = false;

/** Hardly any run meets such an archive, and all would pay for the tables. */
function fillTables(): void {
  if (isFilled) return;
  for (let byte = 0; byte < 256; byte += 1) [HIGH[byte], LOW[byte]] = remainderOf(byte);
  for (let at = 256; at < 256 * SLICES; at += 1) [HIGH[at], LOW[at]] = behindZero(HIGH[at - 256] ?? 0, LOW[at - 256] ?? 0);
  isFilled = true;
}

/** CRC-64 as xz writes it (ECMA-182, lowest bit first), in two halves. */
export interface Crc64 {
  readonly update: (bytes: Buffer) => void;
  /** Eight bytes, the lowest first. */
  readonly digest: () => Buffer;
}

export function createCrc64(): Crc64 {
  fillTables();
  let high = -1;
  let low = -1;
  return {
    update: (bytes) => {
      let at = 0;
      for (; at + SLICES <= bytes.length; at += SLICES) {
        const word = low ^ bytes.readInt32LE(at);
        const [first, second, third, fourth] = [768 + (word & 0xff), 512 + ((word >>> 8) & 0xff), 256 + ((word >>> 16) & 0xff), word >>> 24];
        low = high ^ (LOW[first] ?? 0) ^ (LOW[second] ?? 0) ^ (LOW[third] ?? 0) ^ (LOW[fourth] ?? 0);
        high = (HIGH[first] ?? 0) ^ (HIGH[second] ?? 0) ^ (HIGH[third] ?? 0) ^ (HIGH[fourth] ?? 0);
      }
      for (; at < bytes.length; at += 1) [high, low] = behindZero(high, low ^ (bytes[at] ?? 0));
    },
    digest: () => {
      const bytes = Buffer.alloc(8);
      bytes.writeInt32LE(~low, 0);
      bytes.writeInt32LE(~high, 4);
      return bytes;
    },
  };
}

function behindZero(high: number, low: number): [high: number, low: number] {
  const row = low & 0xff;
  return [(high >>> 8) ^ (HIGH[row] ?? 0), ((low >>> 8) | (high << 24)) ^ (LOW[row] ?? 0)];
}

function remainderOf(byte: number): [high: number, low: number] {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = (low & 1) === 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) [high, low] = [high ^ POLYNOMIAL.high, low ^ POLYNOMIAL.low];
  }
  return [high, low];
}
