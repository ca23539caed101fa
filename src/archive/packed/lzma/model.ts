import { ArchiveRefusal } from '../../refusal.js';
import { evenChance } from './range-decoder.js';

const STATES = 12;
const MOST_POSITIONS = 16;
const LENGTH_CHOICES = 2;
const SHORT_LENGTHS = 8;
const LONG_LENGTHS = 256;
const LITERAL_CHANCES = 0x300;

/** lc, lp and pb of an LZMA stream, as masks and shifts. */
export interface Properties {
  readonly literalContextBits: number;
  readonly literalPositionMask: number;
  readonly positionMask: number;
}

/** Chances of a length: two choices, then eight lengths for each position, eight more, and 256 others. */
export interface LengthChances {
  readonly choices: Uint16Array;
  readonly low: Uint16Array;
  readonly middle: Uint16Array;
  readonly high: Uint16Array;
}

/** All that an LZMA decoder has learned, and the last four distances. */
export interface Model {
  readonly isMatch: Uint16Array;
  readonly isRepeat: Uint16Array;
  readonly isRepeat0: Uint16Array;
  readonly isRepeat0Long: Uint16Array;
  readonly isRepeat1: Uint16Array;
  readonly isRepeat2: Uint16Array;
  readonly slots: Uint16Array;
  readonly distances: Uint16Array;
  readonly align: Uint16Array;
  readonly literals: Uint16Array;
  readonly matchLength: LengthChances;
  readonly repeatLength: LengthChances;
  /** Less than 7 after a literal. */
  state: number;
  /** One less than the distance. */
  readonly recent: [number, number, number, number];
}

/** From the byte that packs all three. Refuses what liblzma refuses: more than four bits of literal context. */
export function readProperties(byte: number): Properties {
  const literalContextBits = byte % 9;
  const literalPositionBits = Math.floor(byte / 9) % 5;
  const positionBits = Math.floor(byte / 45);
  if (positionBits > 4 || literalContextBits + literalPositionBits > 4) throw new ArchiveRefusal('unknown-method', 'LZMA data with impossible properties');
  return { literalContextBits, literalPositionMask: (1 << literalPositionBits) - 1, positionMask: (1 << positionBits) - 1 };
}

/** A model that has learned nothing yet. */
export function createModel(properties: Properties): Model {
  const literalContexts = (properties.literalPositionMask + 1) << properties.literalContextBits;
  return {
    isMatch: even(STATES * MOST_POSITIONS),
    isRepeat: even(STATES),
    isRepeat0: even(STATES),
    isRepeat0Long: even(STATES * MOST_POSITIONS),
    isRepeat1: even(STATES),
    isRepeat2: even(STATES),
    slots: even(4 * 64),
    distances: even(128),
    align: even(16),
    literals: even(LITERAL_CHANCES * literalContexts),
    matchLength: lengthChances(),
    repeatLength: lengthChances(),
    state: 0,
    recent: [0, 0, 0, 0],
  };
}

function lengthChances(): LengthChances {
  const positions = SHORT_LENGTHS * MOST_POSITIONS;
  return { choices: even(LENGTH_CHOICES), low: even(positions), middle: even(positions), high: even(LONG_LENGTHS) };
}

function even(count: number): Uint16Array {
  return new Uint16Array(count).fill(evenChance);
}
