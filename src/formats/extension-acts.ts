import type { Trait } from '../core/facts/source-facts.js';

// What a page has evaluated that another machine answers, and what opens its accounts there.
const EVALUATES_REPLY = /\bfetch\s*\(\s*["'`]https?:[^\n]{0,300}\.then\s*\([^\n]{0,300}\b(?:eval|Function)\s*\(|\b(?:eval|Function)\s*\(\s*await\b[^\n]{0,100}\bfetch\s*\(\s*["'`]https?:|\bimport\s*\(\s*["'`]https?:/;
const SENDS_COOKIES = /(?:\bfetch\s*\(|\bsendBeacon\s*\(|\.src\s*=|\.open\s*\()[^\n]{0,60}["'`]https?:[^\n]{0,300}\bdocument\.cookie\b/;
const LONGEST_TEXT = 120;

// Code that a page has run by a kernel of its user, one text a call.
const FOR_KERNEL = /\brequestExecute\s*\(\s*\{\s*["']?code["']?\s*:\s*(?:"((?:\\.|[^"\\\n]){1,2000})"|'((?:\\.|[^'\\\n]){1,2000})'|`((?:\\.|[^`\\]){1,2000})`)/g;

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** What an extension of Jupyter does to whoever opens a page: remarkable on its own, since no honest one was seen to do it. */
export function extensionActs(text: string): readonly { readonly text: string; readonly line: number; readonly traits: readonly Trait[] }[] {
  const acts: readonly (readonly [RegExp, Trait])[] = [[EVALUATES_REPLY, 'fetches-and-runs'], [SENDS_COOKIES, 'sends-secrets']];
  return acts.flatMap(([pattern, trait]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [{ text: found[0].slice(0, LONGEST_TEXT), line: lineAt(text, found.index), traits: [trait] }];
  });
}

/** The code that it gives to a kernel, with lines. */
export function givenToKernel(text: string): readonly { readonly text: string; readonly line: number }[] {
  return [...text.matchAll(FOR_KERNEL)].map((found) => ({ text: found[1] ?? found[2] ?? found[3] ?? '', line: lineAt(text, found.index) }));
}
