import type { ImportFact, When } from '../../core/facts/source-facts.js';

const STATEMENT = /^[ \t]*(?:import[ \t]+([^\n#;]+)|from[ \t]+([\w.]+)[ \t]+import\b)/gm;

/** The modules that a file imports, as far as its lines tell. Only the indentation says what runs when it is imported itself. */
export function importsByLine(text: string, runs: When): readonly ImportFact[] {
  return [...text.matchAll(STATEMENT)].flatMap((found) => {
    const line = text.slice(0, found.index).split('\n').length;
    const names = found[2] === undefined ? (found[1] ?? '').split(',').map((part) => part.trim().split(/\s/)[0] ?? '') : [found[2]];
    return names.map((name) => ({ name, line, when: /^\s/.test(found[0]) ? ('latent' as const) : runs }));
  });
}
