import { parsePackageName } from '../name.js';

/**
 * Which packages may come as what, as `--no-binary` and `--only-binary` left it: normalised names or `:all:`. A first `:none:` says that whatever
 * was asked for before does not hold any more.
 */
export interface BinaryFormats {
  readonly noBinary: readonly string[];
  readonly onlyBinary: readonly string[];
}

type Side = keyof BinaryFormats;

const OTHER: Readonly<Record<Side, Side>> = { noBinary: 'onlyBinary', onlyBinary: 'noBinary' };

const settle = (before: readonly string[], after: readonly string[], takenAway: readonly string[]): readonly string[] =>
  after[0] === ':none:' ? after : [...before.filter((name) => !after.includes(name) && !takenAway.includes(name)), ...after];

/** What holds when `b` is asked for after `a`: a name moves to the side that names it last, as in pip. */
export function mergeFormats(a: BinaryFormats, b: BinaryFormats): BinaryFormats {
  return { noBinary: settle(a.noBinary, b.noBinary, b.onlyBinary), onlyBinary: settle(a.onlyBinary, b.onlyBinary, b.noBinary) };
}

const on = (side: Side, names: readonly string[]): BinaryFormats => ({ noBinary: [], onlyBinary: [], [side]: names });

function oneWord(side: Side, word: string): BinaryFormats {
  if (word === ':all:') return { ...on(side, [':none:', ':all:']), [OTHER[side]]: [':none:'] };
  return on(side, [word === ':none:' ? word : parsePackageName(word)]);
}

/** One `--no-binary` or `--only-binary`: names with commas between them, `:all:` or `:none:`. Throws `bad-package-name`. */
export function formatsOf(side: Side, value: string): BinaryFormats {
  const words = value.split(',').map((word) => word.trim());
  const last = words.lastIndexOf(':all:');
  // pip lets `:all:` stand for whatever else is named with it, unless `:none:` takes it back.
  const kept = last < 0 || words.indexOf(':none:', last) >= 0 ? words : [':all:'];
  return kept.map((word) => oneWord(side, word)).reduce(mergeFormats, on(side, []));
}

/** The same as words for pip's command line, in an order in which neither takes away what the other gives. */
export function formatArguments({ noBinary, onlyBinary }: BinaryFormats): readonly string[] {
  const words = [noBinary.length > 0 ? `--no-binary=${noBinary.join(',')}` : '', onlyBinary.length > 0 ? `--only-binary=${onlyBinary.join(',')}` : ''].filter(Boolean);
  return onlyBinary.includes(':all:') ? words.toReversed() : words;
}
