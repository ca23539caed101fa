import type { ByteSource } from '../../byte-source.js';
import { limits } from '../../limits.js';
import { ArchiveRefusal } from '../../refusal.js';
import { decodeSymbol, resetModel, type LzmaDecoder } from './lzma-decoder.js';
import { createModel, readProperties } from './model.js';
import { isRangeAtEnd, startRange } from './range-decoder.js';
import { createWindow, put, takePending } from './window.js';

// What a control byte asks for, from the least to the most; each includes those before it.
const LZMA = 0x80;
const RESET_STATE = 0xa0;
const NEW_PROPERTIES = 0xc0;
const RESET_DICTIONARY = 0xe0;
const COPY_AND_RESET = 1;
const COPY = 2;
// liblzma's own, used only where a chunk forgets to name them, which is refused.
const ANY_PROPERTIES = 0x5d;

/** A decoder whose window has nothing in it. Refuses (`large-dictionary`) a window beyond the limit. */
export function createLzmaDecoder(source: ByteSource, dictionaryBytes: number, propertiesByte: number = ANY_PROPERTIES): LzmaDecoder {
  if (dictionaryBytes > limits.dictionaryBytes) throw new ArchiveRefusal('large-dictionary', `LZMA data that need a window of ${dictionaryBytes} bytes`);
  const properties = readProperties(propertiesByte);
  return { range: { source, range: 0, code: 0 }, window: createWindow(dictionaryBytes, 2 * limits.chunkBytes), dictionaryBytes, properties, model: createModel(properties) };
}

/** The content of LZMA2 data up to their end marker, chunk by chunk. */
export function* lzma2Chunks(source: ByteSource, dictionaryBytes: number): Generator<Buffer> {
  const decoder = createLzmaDecoder(source, dictionaryBytes);
  const needs = { dictionary: true, properties: true };
  for (let control = source.byte(); control !== 0; control = source.byte()) {
    if (control >= RESET_DICTIONARY || control === COPY_AND_RESET) {
      needs.properties = true;
      needs.dictionary = false;
      decoder.window.length = 0;
    }
    if (control > COPY && control < LZMA) throw malformed('of a kind that does not exist');
    if (needs.dictionary) throw malformed('that does not begin anew');
    if (control < LZMA) {
      for (const byte of source.take(source.take(2).readUInt16BE() + 1)) put(decoder.window, byte);
      yield takePending(decoder.window);
      continue;
    }
    if (control >= NEW_PROPERTIES) needs.properties = false;
    if (needs.properties) throw malformed('without properties');
    yield* lzmaChunk(decoder, control);
  }
}

function* lzmaChunk(decoder: LzmaDecoder, control: number): Generator<Buffer> {
  const { range, window } = decoder;
  const sizes = range.source.take(4);
  const bytes = (control & 0x1f) * 0x10000 + sizes.readUInt16BE(0) + 1;
  if (control >= NEW_PROPERTIES) decoder.properties = readProperties(range.source.byte());
  if (control >= RESET_STATE) resetModel(decoder);
  const end = range.source.position() + sizes.readUInt16BE(2) + 1;
  startRange(range);
  for (let left = bytes; left > 0; ) {
    const before = window.length;
    const enough = before + Math.min(left, limits.chunkBytes);
    while (window.length < enough) {
      if (!decodeSymbol(decoder, left - (window.length - before))) throw malformed('with an end marker');
    }
    left -= window.length - before;
    yield takePending(window);
  }
  if (!isRangeAtEnd(range) || range.source.position() !== end) throw malformed('that ends elsewhere than it says');
}

function malformed(what: string): ArchiveRefusal {
  return new ArchiveRefusal('malformed', `an LZMA2 chunk ${what}`);
}
