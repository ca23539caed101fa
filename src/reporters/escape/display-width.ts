// Blocks of which at least one character fills two cells (EastAsianWidth.txt, W and F). Whole blocks are counted wide: a width
// that is too large only shortens a line early, one that is too small lets package text flow over into a line of its own.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1d300}-\u{1d37f}\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}\p{Emoji_Presentation}]/u;
const STACKED = /[\p{Mn}\p{Me}]/u;
const ASCII = /^[\x20-\x7e]*$/;
// The colour sequences that chalk writes; escaped package text holds no ESC, so whatever matches is ours.
const COLOUR = /\x1b\[\d+m/g;

/** True for a mark that is drawn over the character before it. */
export function isCombining(character: string): boolean {
  return STACKED.test(character);
}

function cellsOf(character: string): number {
  if (isCombining(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Terminal cells that escaped text fills: two for a wide character, none for a combining mark or a colour sequence. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const character of text.replace(COLOUR, '')) cells += cellsOf(character);
  return cells;
}
