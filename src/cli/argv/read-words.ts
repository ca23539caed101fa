import { CommanderError } from 'commander';
import { nearest } from '../../config/settings/suggestion.js';
import type { KnownWord, KnownWords } from './known-words.js';

// Not UserError: the command line is a bundle of its own, whose classes the rest would not recognise.
const refuse = (message: string): CommanderError => new CommanderError(2, 'commander.pip', message);

function unknown(given: string, { pips, own }: Pick<KnownWords, 'pips' | 'own'>): CommanderError {
  const meant = nearest(given, [...pips.keys(), ...own.keys()]);
  return refuse(`no such option: --${given}${meant === null ? '' : `\n(did you mean --${meant}?)`}`);
}

/** The long option that a word names, in full or by the beginning that only one has: the rule and the words of Python's optparse. */
export function longWord(given: string, { pips, own }: KnownWords): KnownWord {
  const exact = pips.get(given) ?? own.get(given);
  if (exact) return exact;
  const beginnings = [pips, own].map((words) => [...words.keys()].filter((spelling) => spelling.startsWith(given)));
  const candidates = beginnings.find(({ length }) => length > 0) ?? [];
  const found = candidates.length === 1 ? (pips.get(candidates[0] ?? '') ?? own.get(candidates[0] ?? '')) : undefined;
  if (found) return found;
  if (candidates.length === 0) throw unknown(given, { pips, own });
  throw refuse(`ambiguous option: --${given} (${candidates.toSorted().map((name) => `--${name}`).join(', ')}?)`);
}

const quoted = (text: string): string => `'${text}'`;
const NUMBERS: Readonly<Record<NonNullable<KnownWord['number']>, RegExp>> = { integer: /^\s*[+-]?\d+\s*$/, 'floating-point': /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i };

/** Of a flag and its opposite the last one counts. */
function withoutUndone(options: readonly string[], { pips }: KnownWords): readonly string[] {
  const undone = (word: string, at: number): boolean => options.slice(at + 1).some((later) => `--${pips.get(later.slice(2))?.undoes ?? ''}` === word);
  return options.filter((word, at) => !undone(word, at));
}

/** One canonical word. Values are checked where pip would check them and depsec does not hand them to pip. */
function spelled({ name, choices, number }: KnownWord, value: string | null, as: string): string {
  if (value === null) return `--${name}`;
  if (choices && !choices.includes(value)) throw refuse(`option ${as}: invalid choice: ${quoted(value)} (choose from ${choices.map(quoted).join(', ')})`);
  if (number && !NUMBERS[number].test(value)) throw refuse(`option ${as}: invalid ${number} value: ${quoted(value)}`);
  return `--${name}=${value}`;
}

interface Reader {
  readonly known: KnownWords;
  /** The next word of the command line, taken as the value of the option `as`. */
  readonly takeValue: (as: string) => string;
}

function readLong(word: string, { known, takeValue }: Reader): readonly string[] {
  const [, given = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const option = longWord(given, known);
  const as = `--${option.name}`;
  if (option.takesValue) return [spelled(option, value ?? takeValue(as), as)];
  if (value !== undefined) throw refuse(`${as} option does not take a value`);
  return [spelled(option, null, as)];
}

/** `-Ur FILE`, `-rFILE`, `-qU`: each sign is an option, up to the first that takes a value, which is the rest or the next word. */
function readShorts(word: string, { known, takeValue }: Reader): readonly string[] {
  const options: string[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const as = `-${word[at] ?? ''}`;
    const option = known.shorts.get(as.slice(1));
    if (!option) throw refuse(`no such option: ${as}`);
    if (option.takesValue) return [...options, spelled(option, word.slice(at + 1) || takeValue(as), as)];
    options.push(spelled(option, null, as));
  }
  return options;
}

/**
 * A command line as pip would understand it, with every option in full: `--name` or `--name=value`, then `--` and the rest. Throws a
 * CommanderError with exit code 2 in pip's own words.
 */
export function readWords(words: readonly string[], known: KnownWords): readonly string[] {
  const left = [...words];
  const takeValue = (as: string): string => {
    const value = left.shift();
    if (value === undefined) throw refuse(`${as} option requires 1 argument`);
    return value;
  };
  const [options, rest]: [string[], string[]] = [[], []];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') break;
    if (word === '-' || !word.startsWith('-')) rest.push(word);
    else options.push(...(word.startsWith('--') ? readLong : readShorts)(word, { known, takeValue }));
  }
  rest.push(...left);
  // Behind a command pip reads it and does nothing; commander would print the version.
  const told = withoutUndone(options, known).filter((word) => word !== '--version');
  return rest.length === 0 ? told : [...told, '--', ...rest];
}
