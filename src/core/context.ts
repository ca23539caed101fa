import type { When } from './source-facts.js';

/** True for code that runs without anybody calling it: while installing, when the interpreter starts, on import. */
export function runsUnasked(when: When): boolean {
  return when === 'install' || when === 'start' || when === 'import';
}

const WORDS: Readonly<Record<When, string>> = {
  install: 'while installing',
  start: 'whenever Python starts',
  import: 'on import',
  autoload: 'when a tool loads it',
  latent: 'when it is called',
};

/** When something happens, in words for a message. */
export function inWords(when: When): string {
  return WORDS[when];
}
