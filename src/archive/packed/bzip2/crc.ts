const POLYNOMIAL = 0x04c11db7;
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => remainderOf(byte));

/** bzip2's CRC-32: the polynomial of gzip's, but with the highest bit first. Starts with, and is the complement of, all ones. */
export function addToCrc(crc: number, byte: number): number {
  return (crc << 8) ^ (TABLE[((crc >>> 24) ^ byte) & 0xff] ?? 0);
}

function remainderOf(byte: number): number {
  let rest = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) rest = rest < 0 ? (rest << 1) ^ POLYNOMIAL : rest << 1;
  return rest;
}
