import { wellFormed } from './well-formed.js';

// JSON.stringify leaves these as they are (RFC 8259 allows it), but a log viewer, a terminal or a JavaScript parser acts on
// them. C0 controls, quotes and lone surrogates are its own work; the newlines between fields are ours and stay.
const HIDDEN_IN_JSON = /[\x7f-\x9f\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

// What build servers take for a command of theirs anywhere in a log (see terminal.ts). Quotes keep the other kind from the beginning of a line.
const COMMAND = /##(?=(?:vso|teamcity)?\[)/g;

const asUnits = (character: string): string =>
  Array.from({ length: character.length }, (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`).join('');

/** The same JSON document with every invisible character shown as `\uXXXX`. It parses to the same value. */
export function showHidden(json: string): string {
  return json.replace(HIDDEN_IN_JSON, asUnits).replace(COMMAND, '\\u0023#');
}

/** One JSON document, indented by two, that parses back to `value` and shows every invisible character as `\uXXXX`. */
export function toJson(value: unknown): string {
  return showHidden(JSON.stringify(value, null, 2));
}

/** The same for formats whose readers are other programs: what is no Unicode text (a lone surrogate) is replaced, since it would spoil the whole document for many of them. */
export function toInterchangeJson(value: unknown): string {
  return showHidden(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? wellFormed(inner) : inner), 2));
}
