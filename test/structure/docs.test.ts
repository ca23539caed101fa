import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Rule } from '../../src/core/rule.js';
import * as rules from '../../src/rules/registry.js';
import { golden } from '../golden.js';
import { PAGES } from './pages.js';

const KINDS: Readonly<Record<Rule['kind'], string>> = {
  name: 'Names',
  project: 'What services know of a project',
  package: 'The package as a whole',
  source: 'Python code',
  text: 'Files that steer Python',
  content: 'Other content',
};

const all: readonly (readonly [id: string, rule: Rule])[] = Object.entries(rules);

/** Plain text as Markdown: what stands in backquotes stays code, indented lines become a block of it. */
const inMarkdown = (text: string): string =>
  text
    .replaceAll(/`[^`]*`|[_*<]/g, (part) => (part.length > 1 ? part : `\\${part}`))
    .replaceAll(/(?:^ {2}.*\n?)+/gm, (lines) => `\n\`\`\`text\n${lines.replaceAll(/^ {2}/gm, '').replaceAll('\\', '').trimEnd()}\n\`\`\`\n`);

const entry = ([id, { title, docs }]: readonly [string, Rule]): string => `### ${id}\n\n**${inMarkdown(title)}.** ${inMarkdown(docs)}\n`;

function chapter([kind, title]: readonly [string, string]): string {
  const own = all.filter(([, rule]) => rule.kind === kind);
  return `## ${title}\n\n${own.map(entry).join('\n')}`;
}

const RULES = `# Rules

Written by \`npm run update\` from \`src/rules\`; \`depsec explain RULE\` prints the same. How severities become verdicts stands in [the README](../README.md#what-depsec-decides).

${Object.entries(KINDS).map(chapter).join('\n')}`;

test('docs/rules.md tells of every rule what the rule itself says', () => {
  expect(golden('docs/rules.md', RULES), 'run npm run update and read the change').toBe(RULES);
});

test('CONTRIBUTING.md shows a rule as it is', () => {
  const page = readFileSync('CONTRIBUTING.md', 'utf8');
  const expected = page.replace(/(?<=\(`(src\/rules\/[\w-]+\.ts)`\):\n\n```ts\n)[\s\S]*?(?=```)/, (_, file: string) => readFileSync(file, 'utf8'));
  expect(expected).toContain('defineRule({');
  expect(golden('CONTRIBUTING.md', expected), 'run npm run update and read the change').toBe(expected);
});

/** The name by which a heading is linked to. */
const anchorOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

function targetsOf(page: string): readonly string[] {
  const headings = [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  return [page, ...headings.map((heading) => `${page}#${heading}`)];
}

const targets = new Set(PAGES.flatMap(targetsOf));

const linksIn = (page: string): readonly string[] =>
  [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => (link.startsWith('#') ? `${page}${link}` : join(dirname(page), link)));

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  expect(linksIn(page).filter((target) => !targets.has(target) && (target.includes('#') || !existsSync(target)))).toEqual([]);
});
