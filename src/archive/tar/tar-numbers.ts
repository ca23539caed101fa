import { ArchiveRefusal } from '../refusal.js';

// Digits, then nothing but blanks and NULs: where something follows the first NUL, readers disagree on the value.
const OCTAL = /^ *([0-7]*)[ \0]*$/;
const BASE_256 = 0x80;
const NEGATIVE = 0xff;

/** A number field of a tar header, octal or GNU base-256. Refuses (`impossible-number`) negative, huge and unreadable ones. */
export function tarNumber(field: Buffer, what: string): number {
  const value = field[0] === BASE_256 ? base256(field.subarray(1)) : octal(field);
  if (!Number.isSafeInteger(value)) throw new ArchiveRefusal('impossible-number', `a tar header with an impossible ${what}`);
  return value;
}

/**
 * Refuses a number that decides nothing (mode, owner, time, device) when Python cannot read it: there Python takes the header
 * for the end of the archive, while others read on. Negative ones are ordinary here: times before 1970, owner `nobody`.
 */
export function checkTarNumber(field: Buffer, what: string): void {
  if (field[0] === BASE_256 || field[0] === NEGATIVE) return;
  const end = field.indexOf(0);
  const text = field.toString('latin1', 0, end === -1 ? field.length : end);
  if (!/^[ ]*[0-7]*[ ]*$/.test(text)) throw new ArchiveRefusal('impossible-number', `a tar header with an impossible ${what}`);
}

function octal(field: Buffer): number {
  const digits = OCTAL.exec(field.toString('latin1'))?.[1];
  return digits === undefined ? Number.NaN : Number.parseInt(digits === '' ? '0' : digits, 8);
}

function base256(digits: Buffer): number {
  return digits.reduce((value, byte) => value * 256 + byte, 0);
}
