import { ArchiveRefusal } from '../../refusal.js';
import { createModel, type LengthChances, type Model, type Properties } from './model.js';
import { decodeBit, decodeDirect, decodeReverseTree, decodeTree, type RangeDecoder } from './range-decoder.js';
import { byteBack, put, repeatBack, type Window } from './window.js';

const SHORTEST_MATCH = 2;
const END_MARKER = 0xffffffff;

/** An LZMA stream that is being decoded. */
export interface LzmaDecoder {
  readonly range: RangeDecoder;
  readonly window: Window;
  /** How far back matches may reach. */
  readonly dictionaryBytes: number;
  properties: Properties;
  model: Model;
}

/** Forgets what was learned, not what was decoded. */
export function resetModel(decoder: LzmaDecoder): void {
  decoder.model = createModel(decoder.properties);
}

/**
 * Decodes one literal or match of at most `room` bytes. False when it is the end marker instead.
 * Refuses matches that reach before the beginning or beyond `room`.
 */
export function decodeSymbol(decoder: LzmaDecoder, room: number): boolean {
  const { range, window, model, properties } = decoder;
  const position = window.length & properties.positionMask;
  const { state } = model;
  if (decodeBit(range, model.isMatch, state * 16 + position) === 0) {
    put(window, literal(decoder));
    if (state < 4) model.state = 0;
    else model.state = state < 10 ? state - 3 : state - 6;
    return true;
  }
  const isRepeat = decodeBit(range, model.isRepeat, state) === 1;
  const length = isRepeat ? repeatedMatch(decoder, position) : newMatch(decoder, position);
  const distance = model.recent[0];
  if (distance === END_MARKER) return false;
  if (distance >= Math.min(window.length, decoder.dictionaryBytes)) throw new ArchiveRefusal('malformed', 'an LZMA match that reaches before the beginning');
  if (length > room) throw new ArchiveRefusal('malformed', 'an LZMA match that reaches beyond the end');
  repeatBack(window, distance + 1, length);
  return true;
}

// After a match the byte that would have continued it is the best guess, until the first bit that differs from it.
function literal({ range, window, model, properties }: LzmaDecoder): number {
  const before = window.length === 0 ? 0 : byteBack(window, 1);
  const { literalContextBits, literalPositionMask } = properties;
  const context = ((window.length & literalPositionMask) << literalContextBits) + (before >>> (8 - literalContextBits));
  const base = 0x300 * context;
  let node = 1;
  if (model.state >= 7) {
    const guess = byteBack(window, model.recent[0] + 1);
    for (let place = 7; node < 0x100; place -= 1) {
      const guessed = (guess >>> place) & 1;
      const bit = decodeBit(range, model.literals, base + 0x100 * (1 + guessed) + node);
      node = (node << 1) | bit;
      if (bit !== guessed) break;
    }
  }
  while (node < 0x100) node = (node << 1) | decodeBit(range, model.literals, base + node);
  return node & 0xff;
}

function repeatedMatch({ range, model, window }: LzmaDecoder, position: number): number {
  if (window.length === 0) throw new ArchiveRefusal('malformed', 'an LZMA match without anything before it');
  const { state, recent } = model;
  if (decodeBit(range, model.isRepeat0, state) === 0) {
    if (decodeBit(range, model.isRepeat0Long, state * 16 + position) === 0) {
      model.state = state < 7 ? 9 : 11;
      return 1;
    }
  } else {
    moveToFront(recent, chosenDistance(range, model));
  }
  const length = matchLength(range, model.repeatLength, position);
  model.state = state < 7 ? 8 : 11;
  return length;
}

function chosenDistance(range: RangeDecoder, { isRepeat1, isRepeat2, state }: Model): 1 | 2 | 3 {
  if (decodeBit(range, isRepeat1, state) === 0) return 1;
  return decodeBit(range, isRepeat2, state) === 0 ? 2 : 3;
}

function moveToFront(recent: Model['recent'], place: 1 | 2 | 3): void {
  const chosen = recent[place];
  if (place === 3) recent[3] = recent[2];
  if (place >= 2) recent[2] = recent[1];
  recent[1] = recent[0];
  recent[0] = chosen;
}

function newMatch({ range, model }: LzmaDecoder, position: number): number {
  moveToFront(model.recent, 3);
  const length = matchLength(range, model.matchLength, position);
  model.recent[0] = matchDistance(range, model, length);
  model.state = model.state < 7 ? 7 : 10;
  return length;
}

function matchLength(range: RangeDecoder, { choices, low, middle, high }: LengthChances, position: number): number {
  if (decodeBit(range, choices, 0) === 0) return SHORTEST_MATCH + decodeTree(range, low, { base: position * 8, bits: 3 });
  if (decodeBit(range, choices, 1) === 0) return SHORTEST_MATCH + 8 + decodeTree(range, middle, { base: position * 8, bits: 3 });
  return SHORTEST_MATCH + 16 + decodeTree(range, high, { base: 0, bits: 8 });
}

// The slot gives the two highest bits and the number of the others: few ones have chances each, of many only the last four have.
function matchDistance(range: RangeDecoder, model: Model, length: number): number {
  const slot = decodeTree(range, model.slots, { base: 64 * Math.min(length - SHORTEST_MATCH, 3), bits: 6 });
  if (slot < 4) return slot;
  const bits = (slot >>> 1) - 1;
  const high = (2 | (slot & 1)) * 2 ** bits;
  if (slot < 14) return high + decodeReverseTree(range, model.distances, { base: high - slot, bits });
  return high + decodeDirect(range, bits - 4) * 16 + decodeReverseTree(range, model.align, { base: 0, bits: 4 });
}
