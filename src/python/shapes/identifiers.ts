import type { ShapeFact } from '../../core/facts/source-facts.js';
import type { SyntaxNode } from '../syntax/node.js';

const SOUP = /^(?:[Il1]{8,}|[Oo0]{8,}|_{6,}|[IlO01_]{10,}|_0x[0-9a-f]{4,}|(?:ll|II|lI|Il|oO|OO|__){4,}\w?)$/;
const LEAST = { names: 4, soup: 3, share: 0.15, foreign: 5, foreignShare: 0.3, mixedLength: 14, mixedShare: 0.42, wordLength: 3 };

/** Names of variables, functions and parameters, each with the line where it is first met. */
function namesIn(tree: SyntaxNode): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const todo: SyntaxNode[] = [tree];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (node.type === 'identifier' && node.field !== 'attribute') names.set(node.source.slice(node.start, node.end), node.line);
    for (const child of node.children) todo.push(child);
  }
  return names;
}

/** `PySmiLexerError`: words of some length, each with its capital. */
function isCamelCase(name: string): boolean {
  const words = name.match(/^[a-z]+|[A-Z][a-z]+/g) ?? [];
  return words.join('') === name && name.length / words.length >= LEAST.wordLength;
}

/** `xQzRtYbNmKpLwV`: capitals and small letters change places like dice. */
function isShuffled(name: string): boolean {
  if (name.length < LEAST.mixedLength || !/^[a-zA-Z]+$/.test(name) || isCamelCase(name)) return false;
  const changes = name.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return changes / name.length > LEAST.mixedShare;
}

/** Names that no human can tell apart or type. */
export function identifierShapes(tree: SyntaxNode): readonly ShapeFact[] {
  const names = namesIn(tree);
  const all = [...names];
  const soup = all.filter(([name]) => SOUP.test(name) || isShuffled(name));
  const foreign = all.filter(([name]) => /[^\0-\x7f]/.test(name));
  const isSoup = all.length >= LEAST.names && soup.length >= LEAST.soup && soup.length / all.length >= LEAST.share;
  const isForeign = foreign.length >= LEAST.foreign && foreign.length / all.length > LEAST.foreignShare;
  return [...(isSoup ? [{ shape: 'name-soup' as const, line: soup.at(-1)?.[1] ?? 1 }] : []), ...(isForeign ? [{ shape: 'foreign-names' as const, line: foreign.at(-1)?.[1] ?? 1 }] : [])];
}
