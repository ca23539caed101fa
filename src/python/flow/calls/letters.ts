import { changed, from, mergeOrigins, mixed, numberValue, textValue, type Value } from '../../fold/value.js';
import { childAs, textOf, type SyntaxNode } from '../../syntax/node.js';
import { recast, type EvaluatedCall } from '../call.js';

const MOST_LETTERS = 10_000;

/** `chr(code)`; text that is made of codes nobody can see is as good as decoded. */
export function chr(call: EvaluatedCall): Value {
  const code = call.args[0]?.number ?? null;
  if (code !== null && code >= 0 && code < 0x11_00_00) return changed(textValue(String.fromCodePoint(code)), { origins: mergeOrigins(call.args) });
  return from(mixed(call.args), { kind: 'decoder', name: 'chr', line: call.line });
}

// Letters that are counted from a first one name variables; those that are moved, or written in binary or hex, hide a text.
const COUNTS = /\bord\s*\(\s*['"]|(?:\b(?:48|65|97|0x30|0x41|0x61)\s*\+|\+\s*(?:48|65|97|0x30|0x41|0x61)\b)/i;
const MOVES = /\b(?:ord|int)\s*\(|[-^&|]|<</;

/** `chr(ord(letter) - 3)`, `chr(int(bits, 2))`: letters that are taken out of others; what is told of them depends on how the argument is written. */
export function movedLetters(value: Value, written: string, line: number): Value {
  if (!value.origins.some(({ kind, name }) => kind === 'decoder' && name === 'chr') || COUNTS.test(written) || !MOVES.test(written)) return value;
  return from(changed(value, { origins: value.origins.filter(({ name }) => name !== 'chr') }), { kind: 'decoder', name: 'shifted letters', line });
}

// `int(part, 16) for part in text.split(":")`, `map(int, text.split())`, `json.loads("[105, 109]")`: numbers that are written in a text.
const READS_NUMBERS = /^(?:int\s*(?:\(|$)|(?:json\.)?loads\s*\(|(?:ast\.)?literal_eval\s*\()/;

/** What is made of each element: the first part of a comprehension, or of the function that `map` is given. */
function bodyOf(given: SyntaxNode | undefined): SyntaxNode | undefined {
  if (given?.type === 'argument_list') return bodyOf(given.children[0]);
  if (given !== undefined && COMPREHENSION.test(given.type)) return given.children[0];
  if (given?.type !== 'call') return undefined;
  const called = childAs(given, 'function');
  if (called === null || textOf(called) !== 'map') return READS_NUMBERS.test(textOf(given)) ? given : undefined;
  const [mapped] = childAs(given, 'arguments')?.children ?? [];
  return mapped?.type === 'lambda' ? (childAs(mapped, 'body') ?? undefined) : mapped;
}

const COMPREHENSION = /^(?:list_comprehension|generator_expression)$/;
const MOST_NODES = 40;

/** True where something is counted or looked up; what is only called may do so elsewhere. */
function computes(body: SyntaxNode): boolean {
  const nodes = [body];
  for (let at = 0; at < nodes.length && nodes.length <= MOST_NODES; at += 1) {
    const node = nodes[at];
    if (node?.type === 'binary_operator' || node?.type === 'subscript') return true;
    nodes.push(...(node?.children ?? []));
  }
  return false;
}

/** `bytes((code - 7) % 256 for code in data)`, `bytes(TABLE[word] for word in words)`: whatever is counted, each letter was another one before. */
export function movedBytes(value: Value, call: SyntaxNode): Value {
  const body = bodyOf(childAs(call, 'arguments') ?? undefined);
  return body !== undefined && (computes(body) || READS_NUMBERS.test(textOf(body))) ? from(value, { kind: 'decoder', name: 'shifted letters', line: call.line }) : value;
}

/** How it is called what numbers are that were added up one by one. */
export const SUMS = 'itertools.accumulate()';

/** Letters of which only the distances stand there are others than can be seen. */
const summedLetters = (value: Value, numbers: Value, line: number): Value => (numbers.name === SUMS ? from(value, { kind: 'decoder', name: 'shifted letters', line }) : value);

/** Names of the calls that turn letters into numbers and back. */
export const LETTER_CALLS: ReadonlySet<string> = new Set(['ord', 'bytes', 'bytearray', 'map']);

/** `ord(letter)`, `bytes([…])` and `map(chr, […])`: from letters to numbers and back. */
export function letters(call: EvaluatedCall): Value | null {
  const [first, second] = call.args;
  const letter = first?.text ?? '';
  if (call.name === 'ord' && Array.from(letter).length === 1 && letter !== '') return numberValue(letter.codePointAt(0) ?? 0);
  if (/^(?:bytes|bytearray)$/.test(call.name) && first?.items && first.items.length > 0 && first.items.every(({ number }) => number !== null)) return summedLetters(changed(mixed(first.items), { text: String.fromCodePoint(...first.items.slice(0, MOST_LETTERS).map(({ number }) => Math.abs(number ?? 0) % 0x11_00_00)) }), first, call.line);
  if (call.name !== 'map' || first?.name !== 'chr' || !second?.items) return null;
  const items = second.items.slice(0, MOST_LETTERS).map((item) => chr(recast(call, { args: [item] })));
  return summedLetters(changed(mixed(items), { items }), second, call.line);
}
