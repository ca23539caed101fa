/** The text with each half of a surrogate pair that stands alone replaced (U+FFFD): many parsers refuse a whole document for one. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
