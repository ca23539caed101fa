/** Where Python's str.splitlines() ends a line (library/stdtypes). Editors show most of these as a blank, or not at all. */
const LINE_END = /\r\n|[\n\r\v\f\x1C-\x1E\x85\u2028\u2029]/;

/** The lines of a text as Python's splitlines() has them, but for an empty one behind the last line end. */
export const splitLines = (text: string): readonly string[] => text.split(LINE_END);
