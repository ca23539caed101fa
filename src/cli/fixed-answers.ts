import { depsecVersion } from '../app/build-facts.js';

declare const DEPSEC_HELP: string;

/** What the command line prints where that is always the same: the build has asked the program for it once (build.mjs). Null where the program has to be asked. */
export function fixedAnswer([word = '--help', ...rest]: readonly string[]): string | null {
  if (rest.length > 0) return null;
  if (word === '--help' || word === '-h') return DEPSEC_HELP;
  return word === '--version' || word === '-V' ? `${depsecVersion}\n` : null;
}
