import { ArchiveRefusal } from './refusal.js';

// Digits, then nothing but blanks and NULs: where something follows the first NUL, readers disagree on the value.
const OCTAL = /^ *([0-7]*)[ \0]*$/;
const BASE_256 = 0x80;

/** A number field of a tar header, octal or GNU base-256. Refuses (`malformed`) negative, huge and unreadable ones. */
export function tarNumber(field: Buffer, what: string): number {
  const value = field[0] === BASE_256 ? base256(field.subarray(1)) : octal(field);
  if (!Number.isSafeInteger(value)) throw new ArchiveRefusal('malformed', `a tar header with an impossible ${what}`);
  return value;
}

function octal(field: Buffer): number {
  const digits = OCTAL.exec(field.toString('latin1'))?.[1];
  return digits === undefined ? Number.NaN : Number.parseInt(digits === '' ? '0' : digits, 8);
}

function base256(digits: Buffer): number {
  return digits.reduce((value, byte) => value * 256 + byte, 0);
}
