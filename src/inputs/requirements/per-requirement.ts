import { UserError } from '../../core/errors.js';
import type { Requirement } from '../../core/requirements/requirement.js';
import type { OptionName, OptionWord } from './option-words.js';

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

const bad = (message: string): UserError => new UserError('bad-requirement', message);

function hash(value: string): string {
  const lower = value.toLowerCase();
  if (!DIGEST.test(lower)) throw bad(`--hash=${value} is no sha256, sha384 or sha512 digest in hex, as in --hash=sha256:0123…`);
  return lower;
}

function setting(value: string): string {
  if (!value.includes('=')) throw bad(`--config-settings ${JSON.stringify(value)} must be KEY=VALUE`);
  return value;
}

const valuesOf = (words: readonly OptionWord[], wanted: OptionName): string[] => words.filter(({ option }) => option === wanted).map(({ value }) => value);

/** What stands behind one requirement and holds for it alone. Throws `bad-requirement` for options that pip would ignore there. */
export function ownOptions(words: readonly OptionWord[]): Pick<Requirement, 'hashes' | 'configSettings'> {
  const stray = words.find(({ option }) => option !== '--hash' && option !== '--config-settings');
  if (stray) throw bad(`${stray.option} must stand on a line of its own: pip ignores it behind a requirement`);
  return { hashes: valuesOf(words, '--hash').map(hash), configSettings: valuesOf(words, '--config-settings').map(setting) };
}

const ALONE: readonly OptionName[] = ['--requirement', '--constraint', '--editable', '--find-links'];

/** Throws `bad-requirement` where pip would read only the first of several options and drop the others without a word. */
export function checkTogether(words: readonly OptionWord[]): void {
  const stray = words.find(({ option }) => option === '--hash' || option === '--config-settings');
  if (stray) throw bad(`${stray.option} belongs behind a requirement`);
  const alone = words.find(({ option }) => ALONE.includes(option));
  if (alone && words.length > 1) throw bad(`${alone.option} must stand on a line of its own: pip reads one and ignores the rest of the line`);
}
