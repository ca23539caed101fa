import { childrenAs, childOfType, textOf, type SyntaxNode } from '../syntax/node.js';

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"', '\n': '' };

const CODE_POINT_LIMIT = 0x11_00_00;

function escapeValue(escape: string): string {
  const rest = escape.slice(1);
  const simple = SIMPLE[rest];
  if (simple !== undefined) return simple;
  const code = /^[xuU]/.test(rest) ? Number.parseInt(rest.slice(1), 16) : Number.parseInt(rest, 8);
  return Number.isNaN(code) || code >= CODE_POINT_LIMIT ? escape : String.fromCodePoint(code);
}

/** The text of a `string_content` node with its escapes resolved. Bytes count as Latin-1 text. */
function contentText(node: SyntaxNode, raw: boolean): string {
  if (raw || node.children.length === 0) return textOf(node);
  let text = '';
  let at = node.start;
  for (const escape of node.children) {
    if (escape.type !== 'escape_sequence') continue;
    text += node.source.slice(at, escape.start) + escapeValue(textOf(escape));
    at = escape.end;
  }
  return text + node.source.slice(at, node.end);
}

/** The text of a literal that has neither escapes nor fields, as most have not; null for any other. */
export function plainText({ children }: SyntaxNode): string | null {
  const [, content] = children;
  return children.length === 3 && content?.type === 'string_content' && content.children.length === 0 ? textOf(content) : null;
}

/** The parts of a string literal: constant text and the expressions of an f-string. */
export function stringParts(node: SyntaxNode): readonly (string | SyntaxNode)[] {
  const opening = childOfType(node, 'string_start');
  const raw = opening !== null && /r/i.test(textOf(opening));
  const [, only] = node.children;
  if (node.children.length === 3 && only?.type === 'string_content') return [contentText(only, raw)];
  return node.children.flatMap((part): (string | SyntaxNode)[] => {
    if (part.type === 'string_content') return [contentText(part, raw)];
    if (part.type !== 'interpolation') return [];
    // The format after ":" can hold expressions of its own.
    const formats = part.children.filter((child) => child.type === 'format_specifier').flatMap((format) => format.children);
    return [...childrenAs(part, 'expression'), ...formats];
  });
}

const PLAIN_NUMBER = /^[1-9]\d{0,14}$|^0$/;

/** The value of an integer literal, or null when it is not one that a double holds exactly. */
export function integerValue(text: string): number | null {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  const value = Number(text.replaceAll('_', '').replace(/[lL]$/, '').replace(/^0([0-7]+)$/, '0o$1'));
  return Number.isSafeInteger(value) ? value : null;
}
