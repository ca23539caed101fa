/**
 * Characters that a reader cannot see or that move what stands around them: controls, format characters (bidi, zero-width,
 * tags), lone surrogates, private use, unassigned code points, line and paragraph separators, variation selectors and fillers.
 * Tab, newline and all other C0 controls are among them.
 */
export const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

// Blanks that look like a space or like nothing: a name could end in one unnoticed. U+2800 is the empty braille pattern.
const ODD_BLANK = /[\p{Zs}\u2800]/u;

// The blocks whose letters run from right to left by default (DerivedBidiClass.txt, "@missing" R and AL). Without any control
// character such a letter makes many terminals reorder the digits, colons and brackets beside it, so `a.py:3` could read `3:a.py`.
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** True when a terminal shows this one character where it stands, as itself. Expects a single code point. */
export function isPlainlyVisible(character: string): boolean {
  if (character === ' ') return true;
  return !HIDDEN.test(character) && !ODD_BLANK.test(character) && !RIGHT_TO_LEFT.test(character);
}
