import { depsecVersion } from '../app/build-facts.js';
import { WIDEST_HELP } from './terminal/help-width.js';

declare const DEPSEC_HELP: string;

/** What the command line prints where that is always the same: the build has asked the program for it once (build.mjs). Null where the program has to be asked. */
export function fixedAnswer([word = '--help', ...rest]: readonly string[], columns: number): string | null {
  if (rest.length > 0) return null;
  if (word === '--help' || word === '-h') return columns === WIDEST_HELP ? DEPSEC_HELP : null;
  return word === '--version' || word === '-V' ? `${depsecVersion}\n` : null;
}
