/** Source of a pattern for one character that Python's `str.isspace()` and `\s` take for a blank: four separators and NEL, which JavaScript has not, but no byte order mark. */
export const PYTHON_BLANK = String.raw`(?:[^\S\ufeff]|[\x1c-\x1f\x85])`;

const IS_BLANK = new RegExp(`^${PYTHON_BLANK}`);

/** How many blanks of Python's a text begins with. */
export function leadingBlanks(text: string): number {
  let count = 0;
  while (count < text.length && IS_BLANK.test(text.charAt(count))) count += 1;
  return count;
}

/** The same as Python's `str.strip()`. */
export function stripped(text: string): string {
  const start = leadingBlanks(text);
  let end = text.length;
  while (end > start && IS_BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
