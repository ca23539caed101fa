const PRINTABLE = /[\x20-\x7e]{8,}/g;

const runs = (bytes: Buffer, encoding: 'latin1' | 'utf16le'): readonly string[] => [...bytes.toString(encoding).matchAll(PRINTABLE)].map(([run]) => run);

/** The texts of a shortcut of Windows (MS-SHLLINK): what it starts, with its arguments, in whichever of both encodings, at even and odd places. */
export function shortcutTexts(bytes: Buffer): readonly string[] {
  return [...new Set([...runs(bytes, 'latin1'), ...runs(bytes, 'utf16le'), ...runs(bytes.subarray(1), 'utf16le')])];
}
