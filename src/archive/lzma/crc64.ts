const POLYNOMIAL = { high: 0xc96c5795, low: 0xd7870f42 } as const;
const HIGH = new Int32Array(256);
const LOW = new Int32Array(256);
for (let byte = 0; byte < 256; byte += 1) [HIGH[byte], LOW[byte]] = remainderOf(byte);

/** CRC-64 as xz writes it (ECMA-182, lowest bit first), in two halves. */
export interface Crc64 {
  readonly update: (bytes: Buffer) => void;
  /** Eight bytes, the lowest first. */
  readonly digest: () => Buffer;
}

export function createCrc64(): Crc64 {
  let high = -1;
  let low = -1;
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const row = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (LOW[row] ?? 0);
        high = (high >>> 8) ^ (HIGH[row] ?? 0);
      }
    },
    digest: () => {
      const bytes = Buffer.alloc(8);
      bytes.writeInt32LE(~low, 0);
      bytes.writeInt32LE(~high, 4);
      return bytes;
    },
  };
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
