import type { Random } from './random.js';

// Commands of terminals, of workflow logs, of Markdown and HTML; what turns text around, hides in it, or ends a line.
const PIECES = [
  '\x1b[31m', '\x1b[2J', '\x1b]8;;http://x.invalid\x07', '\x1b]0;t\x07', '\x1bP', '\x9b2J', '\x9d', '\x07', '\x08', '\x7f', '\0', '\r', '\n', '\r\n', '\t', '\x0b', '\x0c', '\x85', '\u2028', '\u2029',
  '\u202e', '\u2066', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u{e0041}', '\ud83d', '\udc00', '\ufffe', 'e\u0301\u0301\u0301\u0301\u0301', '漢', '🦀', 'ok', ' ', '  ',
  '::error file=a.py::owned', '\n::warning::x', '##[error]owned', '##vso[task.complete]', '%0A::error::x', '<script>alert(1)</script>', '</script><img src=x onerror=alert(1)>', '</details></td></style>', '<!--', '-->', ']]>', '" onload="alert(1)',
  "' onload='x", '[click](https://evil.invalid/a)', '![x](https://evil.invalid/b.png)', 'https://evil.invalid/c', '@someone', '#1', '| a | b |', '``', '`', '*b*', '_', '~~', '\\', '&lt;', '{0}', '=1+1', '$(x)',
] as const;

const LAST = 0x10ffff;

/** Text as somebody would write it who wants to speak through depsec's output: up to `most` pieces. */
export function hostileText(random: Random, most = 20): string {
  const piece = (): string => (random.chance(4) ? String.fromCodePoint(random.below(LAST + 1)) : random.pick(PIECES));
  return Array.from({ length: random.below(most + 1) }, piece).join('');
}
