import { UserError } from '../../core/errors.js';
import { stripped } from '../../core/python-blanks.js';
import { shellWords } from './shell-words.js';

const VALUED = [
  '--requirement', '--constraint', '--editable', '--index-url', '--extra-index-url', '--find-links', '--trusted-host', '--no-binary', '--only-binary',
  '--use-feature', '--hash', '--config-settings',
] as const;

const FLAGS = ['--no-index', '--pre', '--prefer-binary', '--require-hashes'] as const;

/** An option that a requirements file may hold, by its long name. */
export type OptionName = (typeof VALUED)[number] | (typeof FLAGS)[number];

/** One option of a requirements line with its value ('' for a flag). */
export interface OptionWord {
  readonly option: OptionName;
  readonly value: string;
}

const ALIASES: Readonly<Record<string, string>> = {
  '-r': '--requirement', '--requirements': '--requirement', '-c': '--constraint', '-e': '--editable', '-i': '--index-url', '--pypi-url': '--index-url', '-f': '--find-links',
  '-C': '--config-settings',
};

const LEGACY = 'it steers setup.py commands, which pip has given up; --config-settings is its successor';

/** What some pip takes and depsec does not: each with the reason. */
const REFUSED: Readonly<Record<string, string>> = {
  '--global-option': LEGACY,
  '--install-option': LEGACY,
  '--build-option': LEGACY,
  '--no-require-hashes': 'it switches off the check of hashes that stand in the same files',
  '--all-releases': 'only the newest pips know it; --pre means the same for all packages',
  '--only-final': 'only the newest pips know it; leave it out, or pin the version',
};

const bad = (message: string): UserError => new UserError('bad-requirement', message);

function unknown(head: string): UserError {
  const why = REFUSED[head];
  if (why) return bad(`${head} cannot be honoured: ${why}`);
  const whole = [...VALUED, ...FLAGS].filter((name) => head.length > 2 && name.startsWith(head));
  if (whole.length > 0) return bad(`option ${JSON.stringify(head)} must be written in full: ${whole.join(' or ')}`);
  return bad(head.startsWith('-') ? `option ${JSON.stringify(head)} is not one that a requirements file may hold` : `${JSON.stringify(head)} stands behind an option, where pip would ignore it`);
}

function split(word: string): { readonly head: string; readonly inline: string | undefined } {
  // `-rfile` and `-r file`, `--hash=x` and `--hash x` mean the same to pip.
  const short = /^(-[rceifC])([\s\S]+)$/.exec(word);
  if (short) return { head: short[1] ?? '', inline: short[2] };
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? { head: word, inline: undefined } : { head: word.slice(0, at), inline: word.slice(at + 1) };
}

function take([first = '', second]: readonly string[]): { readonly word: OptionWord; readonly used: number } {
  const { head, inline } = split(first);
  const name = ALIASES[head] ?? head;
  const flag = FLAGS.find((option) => option === name);
  if (flag && inline !== undefined) throw bad(`option ${head} takes no value`);
  if (flag) return { word: { option: flag, value: '' }, used: 1 };
  const option = VALUED.find((valued) => valued === name);
  if (option === undefined) throw unknown(head);
  const value = inline ?? second;
  if (value === undefined) throw bad(`option ${head} needs a value`);
  return { word: { option, value }, used: inline === undefined ? 2 : 1 };
}

/** Splits the option part of a requirements line. Throws `bad-requirement` for an option that cannot be honoured there. */
export function optionWords(text: string): readonly OptionWord[] {
  const result: OptionWord[] = [];
  for (let rest = shellWords(text); rest.length > 0; ) {
    const { word, used } = take(rest);
    result.push(word);
    rest = rest.slice(used);
  }
  return result;
}

/** Cuts a line into the requirement before the first option, and the options. As in pip only a blank ends a word here, a tab does not. */
export function splitOptions(line: string): readonly [string, string] {
  const at = line.search(/(?:^| )-/);
  return at < 0 ? [line, ''] : [stripped(line.slice(0, at)), line.slice(at).replace(/^ /, '')];
}
