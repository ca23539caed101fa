import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { escapeForMarkdown, markdownCode } from '../../src/reporters/escape/markdown.js';
import { markdown } from '../../src/reporters/registry.js';
import { decision, finding, look, run } from './build.js';
import { HOSTILE_MARKUP } from './hostile-markup.js';
import { sampleRuns } from './sample-runs.js';

/** A reader that makes of a page all that a host might: HTML, tables, and links of whatever looks like one. */
const reader = new MarkdownIt({ html: true, linkify: false });
const linking = new MarkdownIt({ html: true, linkify: true });
// No host makes a link of a bare `evil.com`.
linking.linkify.set({ fuzzyLink: false });

type Token = ReturnType<MarkdownIt['parse']>[number];
const flat = (tokens: readonly Token[]): readonly Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);
const tokensOf = (text: string, by: MarkdownIt = reader): readonly Token[] => flat(by.parse(text, {}));
const htmlOf = (text: string): string => tokensOf(text).filter(({ type }) => type === 'html_inline' || type === 'html_block').map(({ content }) => content).join('\n');

const samples = Object.keys(sampleRuns);
const page = (sample: string): string => markdown.render(sampleRuns[sample]!, look());

test.each(samples)('nothing in the page of %s is a link, a picture or code of a package', (sample) => {
  const types = tokensOf(page(sample)).map(({ type }) => type);
  expect(types.filter((type) => /^(?:link|image|code|fence|heading_open$|blockquote|hr|s_|em_)/.test(type) && type !== 'heading_open')).toEqual([]);
});

test.each(samples)('all HTML in the page of %s is that of depsec', (sample) => {
  expect(htmlOf(page(sample)).replaceAll(/<\/?(?:details|summary|code|sub)>|<!-- -->/g, '').match(/<[^\n]*/g) ?? []).toEqual([]);
});

test.each(samples)('tables of %s have four cells in each row', (sample) => {
  const tokens = tokensOf(page(sample));
  const cells: number[] = [];
  for (const { type } of tokens) {
    if (type === 'tr_open') cells.push(0);
    if (type === 'th_open' || type === 'td_open') cells[cells.length - 1]! += 1;
  }
  expect(cells.filter((count) => count !== 4)).toEqual([]);
});

const structure = (text: string): readonly string[] => tokensOf(text).map(({ type }) => type).filter((type) => !/^(?:text|html_inline|text_special|softbreak)$/.test(type));

test('a hostile page has the structure of a harmless one', () => {
  const harmless = run({ ...sampleRuns['hostile-markup']!, decisions: JSON.parse(JSON.stringify(sampleRuns['hostile-markup']!.decisions).replaceAll(JSON.stringify(HOSTILE_MARKUP), '"plain"')), problems: [{ what: sampleRuns['dry-run']!.satisfied[0]!.name, why: sampleRuns['dry-run']!.satisfied[0]!.name }], notices: [{ level: 'warning', text: sampleRuns['dry-run']!.satisfied[0]!.name }] });
  expect(structure(page('hostile-markup'))).toEqual(structure(markdown.render(harmless, look())));
});

/** What a host sees that looks for links and mentions in the text of the finished page, where comments part one text from the next. */
function textsSeen(text: string): readonly string[] {
  const inline = tokensOf(text).filter(({ type }) => type === 'text' || type === 'text_special' || type === 'html_inline');
  return inline.map(({ type, content }) => (type === 'html_inline' ? '\0' : content)).join('').split('\0');
}

test('no text is a mention, a reference to an issue, or an address that a host would make a link of', () => {
  const seen = textsSeen(`x ${escapeForMarkdown(HOSTILE_MARKUP, Infinity)} y`);
  expect(seen.filter((text) => /@\w|#\d|\bGH-\d|https?:\/\//.test(text))).toEqual([]);
  expect(tokensOf(escapeForMarkdown('https://evil.invalid/c www.evil.com a@evil.com', Infinity), linking).filter(({ type }) => type === 'link_open')).toHaveLength(0);
});

const readBack = (text: string): string => tokensOf(`x${text}x`).filter(({ type }) => type === 'text' || type === 'text_special').map(({ content }) => content).join('');

test('every printable character of ASCII reads as itself, in text and in code', () => {
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
  expect(readBack(escapeForMarkdown(ascii))).toBe(`x${ascii}x`);
  expect(readBack(markdownCode(ascii))).toBe(`x${ascii}x`);
});

test('the page fits into a comment however much there is to say, and says what it leaves out', () => {
  const findings = Array.from({ length: 50 }, (_, index) => finding({ message: `thing ${index} ${'z'.repeat(300)}`, file: 'a.py', line: index + 1 }));
  const decisions = Array.from({ length: 90 }, (_, index) => decision(`package-${index}`, { verdict: 'blocked', reasons: ['bad'], findings }));
  const text = markdown.render(run({ decisions }), look());
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/Details of \d+ more packages do not fit here/);
});
