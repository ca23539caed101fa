import { UserError } from '../../core/errors.js';

/** One option of a requirements line with its value ('' for a flag). */
export interface OptionWord {
  readonly option: string;
  readonly value: string;
}

const FLAGS = new Set(['--no-index', '--pre', '--prefer-binary', '--require-hashes']);

const ALIASES: Readonly<Record<string, string>> = {
  '-r': '--requirement', '--requirements': '--requirement', '-c': '--constraint', '-e': '--editable', '-i': '--index-url', '--pypi-url': '--index-url', '-f': '--find-links',
};

const VALUED = new Set([
  '--requirement', '--constraint', '--editable', '--index-url', '--extra-index-url', '--find-links', '--trusted-host',
  '--no-binary', '--only-binary', '--hash', '--use-feature', '--config-settings', '--global-option',
]);

function words(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

function take(list: readonly string[]): { readonly word: OptionWord; readonly used: number } {
  const [first = '', second] = list;
  // `-rfile` and `-r file`, `--hash=x` and `--hash x` mean the same to pip.
  const short = /^(-[rceif])(.+)$/.exec(first);
  const [head, inline] = short ? [short[1] ?? '', short[2]] : [first.split('=')[0] ?? '', first.includes('=') ? first.slice(first.indexOf('=') + 1) : undefined];
  const option = ALIASES[head] ?? head;
  if (FLAGS.has(option)) return { word: { option, value: '' }, used: 1 };
  if (!VALUED.has(option)) throw new UserError('bad-requirement', `option ${JSON.stringify(head)} is not one that a requirements file may hold`);
  const value = inline ?? second;
  if (value === undefined) throw new UserError('bad-requirement', `option ${head} needs a value`);
  return { word: { option, value }, used: inline === undefined ? 2 : 1 };
}

/** Splits the option part of a requirements line. Throws `bad-requirement` for an option pip does not allow there. */
export function optionWords(text: string): readonly OptionWord[] {
  const result: OptionWord[] = [];
  for (let rest = words(text); rest.length > 0; ) {
    const { word, used } = take(rest);
    result.push(word);
    rest = rest.slice(used);
  }
  return result;
}

/** Cuts a line into the requirement before the first option, and the options. */
export function splitOptions(line: string): readonly [string, string] {
  const at = line.search(/(?:^|\s)-/);
  return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at).trim()];
}
