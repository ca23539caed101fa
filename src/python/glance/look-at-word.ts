import { CONCERN } from './concerns.js';
import { concernOf, mayMeanSomething, meaningsAt, slot, step, tableOf, type Place } from './hashes.js';
import type { Look } from './look-state.js';
import { noteName } from './names.js';
import { IN_WORD, isFarIntoLine } from './spot.js';

const mayBeCode = (place: Place): boolean => place === 'code' || place === 'field';

function meet(look: Look, start: number, place: Place): void {
  const spot = { bytes: look.bytes, start, end: look.at };
  const meanings = meaningsAt(look.bytes, start, look.at);
  if (mayBeCode(place) && meanings.length > 0 && (look.concerns & CONCERN.read) === 0 && isFarIntoLine(spot)) look.concerns |= CONCERN.read;
  for (const meaning of meanings) {
    const concern = concernOf(meaning, place);
    if ((concern & ~look.concerns) !== 0 && meaning.when(spot)) look.concerns |= concern;
  }
}

/** Reads a word, and notes what it means where it stands. */
export function word(look: Look, place: Place): void {
  const { bytes } = look;
  const start = look.at;
  let at = start;
  let hash = 0;
  let all = 0;
  // To ask for a byte behind the last one would make every such question slower.
  const { length } = bytes;
  for (; at < length; at += 1) {
    const code = bytes[at] ?? 0;
    if (IN_WORD[code] !== 1) break;
    hash = step(hash, code);
    all |= code;
  }
  look.at = at;
  const hashed = slot(hash);
  if (((tableOf(place)[hashed] ?? 0) & ~look.concerns) !== 0 && mayMeanSomething(hashed, at - start)) meet(look, start, place);
  if (place === 'code' && look.met[hashed] === 0) noteName(look, { start, end: at, slot: hashed, isForeign: all >= 0x80 });
}
