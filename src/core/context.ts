import type { When } from './facts/source-facts.js';

/** True for code that runs because something loads it: the interpreter, an import, a program that finds it by an entry point. */
export function isLoaded(when: When): boolean {
  return when === 'start' || when === 'import' || when === 'autoload';
}

/** True for code that runs without anybody calling it: while installing, when the interpreter starts, on import, for another program that finds it by an entry point. */
export function runsUnasked(when: When): boolean {
  return when === 'install' || isLoaded(when);
}

const WORDS: Readonly<Record<When, string>> = {
  install: 'while installing',
  start: 'whenever Python starts',
  import: 'on import',
  autoload: 'when a tool loads it',
  command: 'when its command is started',
  latent: 'when it is called',
};

/** When something happens, in words for a message. */
export function inWords(when: When): string {
  return WORDS[when];
}

// A source package has a folder around all, which has its version behind it and so can be no package itself.
const TOP_LEVEL = /^(?:[^/]*[-.][^/]*\/)?(?:src\/)?(\w+)\//;

/** True for the name of the top-level package that a file belongs to: a folder of that name further down is a copy, or is there to look like it. */
export const belongsTo = (path: string, name: string): boolean => TOP_LEVEL.exec(path)?.[1] === name;
