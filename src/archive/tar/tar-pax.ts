import { ArchiveRefusal } from '../refusal.js';

// POSIX pax: "%d %s=%s\n", the length counts the whole record.
const RECORD_START = /^([1-9]\d{0,8}) ([^=\n]+)=/;
const UTF8 = 'ISO-IR 10646 2000 UTF-8';
const LONGEST_START = 512;

/**
 * Refuses extended headers that readers take differently: malformed or repeated records, another size for the data,
 * sparse maps, another character set, and names set for all members at once. True where it names the member.
 */
export function checkPax(data: Buffer, isGlobal: boolean): boolean {
  const seen = new Set<string>();
  for (let at = 0; at < data.length; ) {
    const start = RECORD_START.exec(data.toString('latin1', at, at + LONGEST_START));
    const length = Number(start?.[1]);
    const key = start?.[2];
    if (start === null || key === undefined || at + length > data.length || data[at + length - 1] !== 0x0a) {
      throw new ArchiveRefusal('pax-header', 'a pax header that cannot be read');
    }
    const value = data.subarray(at + start[0].length, at + length - 1);
    // Readers written in C end the key at its NUL, and may take it for another.
    if (key.includes('\0')) throw new ArchiveRefusal('pax-header', 'a pax header with a NUL in a key');
    if (seen.has(key)) throw new ArchiveRefusal('pax-header', `a pax header with two values for ${JSON.stringify(key)}`);
    seen.add(key);
    checkRecord(key, value, isGlobal);
    at += length;
  }
  return seen.has('path');
}

function checkRecord(key: string, value: Buffer, isGlobal: boolean): void {
  const isName = key === 'path' || key === 'linkpath';
  if (key.startsWith('GNU.sparse.')) throw new ArchiveRefusal('sparse', 'a sparse tar member');
  if (key === 'size' || (isName && isGlobal)) throw new ArchiveRefusal('pax-header', `a pax header that sets ${JSON.stringify(key)}`);
  if (isName && (value.includes(0) || value.length === 0)) throw new ArchiveRefusal(value.length === 0 ? 'bad-name' : 'nul-in-name', 'a pax header with an empty name or a NUL in it');
  if (key === 'hdrcharset' && value.toString('latin1') !== UTF8) throw new ArchiveRefusal('pax-header', 'names in another character set');
}
