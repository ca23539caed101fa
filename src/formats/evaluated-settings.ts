import type { YamlTag } from './yaml-tags.js';

// logging.config.fileConfig() evaluates these.
const OF_HANDLER = /^(?:args|kwargs|class)[ \t]*[=:]/;
const IS_LOGGING = /^\[handlers\][ \t]*\r?$/m;
// What Jinja lets a text reach.
const LEADS_OUT = /__(?:globals|subclasses|builtins|mro|base)__/;
const IMPORTED = /__import__\([ \t]*["'](\w{1,40})["'][ \t]*\)\.(\w{1,40})/g;
const NAMED = /\b(os|posix|subprocess|builtins)\.(\w{1,40})[ \t]*\(/g;
const BARE = /\b(exec|eval|__import__)[ \t]*\(/g;

const namesIn = (line: string): readonly string[] => [
  ...[...line.matchAll(IMPORTED), ...line.matchAll(NAMED)].map(([, module, name]) => `${module}.${name}`),
  ...[...line.matchAll(BARE)].map(([, name]) => `builtins.${name}`),
];

const linesOf = (text: string, isEvaluated: (line: string) => boolean): readonly YamlTag[] =>
  text.split('\n').flatMap((content, index) => (isEvaluated(content) ? namesIn(content).map((name) => ({ name, line: index + 1 })) : []));

/** Python names that the settings of a log call while these are read. */
export const calledBySettings = (text: string): readonly YamlTag[] => (IS_LOGGING.test(text) ? linesOf(text, (line) => OF_HANDLER.test(line)) : []);

/** Python names that a template calls when it is filled, by way of what every object leads to. */
export const calledByTemplate = (text: string): readonly YamlTag[] => (LEADS_OUT.test(text) ? linesOf(text, (line) => LEADS_OUT.test(line) && /\{[{%]/.test(line)) : []);
