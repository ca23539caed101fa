import type { ShapeFact } from '../../core/facts/source-facts.js';
import type { SyntaxNode } from '../syntax/node.js';
import { CONCERN } from '../glance/concerns.js';
import { lookToEnd } from '../glance/look.js';
import { newLook, type Look } from '../glance/look-state.js';
import { identifierShapes } from './identifiers.js';
import { lineShapes } from './lines.js';
import { largestLiteral } from './literals.js';
import { PACKER, PACKER_NAMES } from './packers.js';

const LARGE_LITERAL = { length: 2_000, share: 0.55 };
const ESCAPES = { count: 60, share: 0.15, plain: 0.9 };
const BYTES = { count: 500, share: 0.6 };
const RUNS_DATA = /\b(?:exec|eval|compile|marshal|FunctionType)\b|__pyarmor/;
// A name that is put together letter by letter out of an alphabet, where something is looked up by it.
const SPELLED_NAME = /\b(?:__import__|import_module|getattr|globals\(\)\[|__builtins__\[)\(?(?:[\w.]{1,40},\s*)?(?:[\w.]{1,40}\[-?\d{1,4}\]\s{0,4}\+\s{0,4}){3}/;
// Everything that Python knows, reached from an empty pair of brackets.
const FROM_NOTHING = /(?:\(\)|\[\]|\{\}|''|""|\d)\s?\.__class__\.(?:__base__|__bases__\[0\]|__mro__\[-?\d\])\.__subclasses__\(/;
const LOOKED_AT = 400_000;

const at = (shape: ShapeFact['shape'], line: number): ShapeFact => ({ shape, line });
const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The printable part of ASCII has no reason to be written in hex, unless it stands among bytes that have no other way (packets, keys, tables); nor has a file that is little else than bytes which something in it runs. */
function hexShape(text: string): readonly ShapeFact[] {
  if (!text.includes('\\x') && !text.includes('\\X')) return [];
  const found = [...text.matchAll(/\\x[2-7][0-9a-f]/gi)];
  const all = text.match(/\\x[0-9a-f]{2}/gi)?.length ?? 0;
  const isPlain = found.length >= ESCAPES.count && found.length * 4 > ESCAPES.share * text.length && found.length > ESCAPES.plain * all;
  const isBytes = all >= BYTES.count && all * 4 > BYTES.share * text.length && RUNS_DATA.test(text);
  return isPlain || isBytes ? [at('hex-escapes', lineAt(text, found[0]?.index ?? 0))] : [];
}

function packerShape(text: string, look: Look): readonly ShapeFact[] {
  const index = mayBePacked(text, look) ? text.search(PACKER) : -1;
  return index < 0 ? [] : [at('packer', lineAt(text, index))];
}

function spelledShape(text: string): readonly ShapeFact[] {
  const spelled = text.search(SPELLED_NAME);
  const index = spelled < 0 && text.includes('.__subclasses__(') ? text.search(FROM_NOTHING) : spelled;
  return index < 0 ? [] : [at('spelled-names', lineAt(text, index))];
}

function literalShape(text: string, { length, line }: { readonly length: number; readonly line: number }): readonly ShapeFact[] {
  return length > LARGE_LITERAL.length && length > LARGE_LITERAL.share * text.length ? [at('one-literal', line)] : [];
}

// A little less than what makes a shape, so that the tree is only searched where one could come of it.
const LEAST = { names: 2, foreign: 4, literal: 1_000, numbers: 300, texts: 0.4 };
const mayHaveOddNames = ({ isCut, soup, foreign }: Look): boolean => isCut || soup >= LEAST.names || foreign >= LEAST.foreign;
const mayBePacked = (text: string, { isCut, concerns }: Look): boolean => isCut || (concerns & CONCERN.packer) !== 0 || PACKER_NAMES.some((name) => text.includes(name));
const mayHoldLiteral = ({ isCut, bytes, longest, numbers, texts }: Look): boolean => isCut || longest >= LEAST.literal || numbers >= LEAST.numbers || texts > LEAST.texts * bytes.length;

/** How code looks that came out of an obfuscator. `begun` is what a glance at the file has seen of it already. */
export function shapeFacts(tree: SyntaxNode, begun: Look | null = null): { readonly shapes: readonly ShapeFact[]; readonly literalLength: number } {
  const text = tree.source;
  const start = text.slice(0, LOOKED_AT);
  const look = lookToEnd(begun ?? newLook(Buffer.from(text)));
  const literal = mayHoldLiteral(look) ? largestLiteral(tree) : { length: look.longest, line: 1 };
  return { shapes: [...lineShapes(start), ...hexShape(start), ...packerShape(start, look), ...spelledShape(start), ...literalShape(text, literal), ...(mayHaveOddNames(look) ? identifierShapes(tree) : [])], literalLength: literal.length };
}
