import { SLOTS } from './hashes.js';
import type { Names } from './names.js';

/** What one pass over the bytes of a file has seen so far. */
export interface Look extends Names {
  readonly bytes: Buffer;
  at: number;
  concerns: number;
  /** Hex escapes of what could be written plainly. */
  escapes: number;
  /** Hex escapes of anything. */
  allEscapes: number;
  /** Bytes of the longest text, and numbers in the code. */
  longest: number;
  numbers: number;
  /** Bytes of all texts. */
  texts: number;
  /** The rest of the file was not understood, and not looked at. */
  isCut: boolean;
}

/** Before the first byte. */
export const newLook = (bytes: Buffer): Look => ({ bytes, at: 0, concerns: 0, escapes: 0, allEscapes: 0, longest: 0, numbers: 0, texts: 0, isCut: false, met: new Uint8Array(SLOTS), names: 0, soup: 0, foreign: 0, folded: 0 });
