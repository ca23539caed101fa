// JSON.stringify leaves these as they are (RFC 8259 allows it), but a log viewer, a terminal or a JavaScript parser acts on
// them. C0 controls, quotes and lone surrogates are its own work; the newlines between fields are ours and stay.
const HIDDEN_IN_JSON = /[\x7f-\x9f\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const asUnits = (character: string): string =>
  Array.from({ length: character.length }, (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`).join('');

/** One JSON document, indented by two, that parses back to `value` and shows every invisible character as `\uXXXX`. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(HIDDEN_IN_JSON, asUnits);
}
