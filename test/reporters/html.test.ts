import { createHash } from 'node:crypto';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { beforeAll, expect, test } from 'vitest';
import type { Run } from '../../src/core/run.js';
import { html } from '../../src/reporters/registry.js';
import { decision, look, run } from './build.js';
import { hostileLargeRun, largeRun } from './large-run.js';
import { sampleRuns } from './sample-runs.js';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

const isElement = (node: Node): node is Element => 'tagName' in node;
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
const all = (node: Node): readonly Element[] => [...(isElement(node) ? [node] : []), ...childrenOf(node).flatMap(all)];
const attribute = (element: Element, name: string): string | null => element.attrs.find((each) => each.name === name)?.value ?? null;
const textOf = (node: Node): string => ('value' in node ? node.value : childrenOf(node).map(textOf).join(''));
const named = (elements: readonly Element[], ...names: readonly string[]): readonly Element[] => elements.filter(({ tagName }) => names.includes(tagName));

const hashOf = (element: Element): string => `'sha256-${createHash('sha256').update(textOf(element)).digest('base64')}'`;

const runs: Readonly<Record<string, Run>> = { ...sampleRuns, large: largeRun, 'hostile-large': hostileLargeRun };
const pages = new Map<string, readonly Element[]>();
const errors = new Map<string, readonly string[]>();

beforeAll(async () => {
  for (const [sample, finished] of Object.entries(runs)) {
    const found: string[] = [];
    pages.set(sample, all(parse(await html.render(finished, look()), { onParseError: ({ code }) => found.push(code) })));
    errors.set(sample, found);
  }
});

const page = (sample: string): readonly Element[] => pages.get(sample) ?? [];
const samples = Object.keys(runs);

test.each(samples)('the page of %s is HTML without a mistake', (sample) => {
  expect(errors.get(sample)).toEqual([]);
});

test.each(samples)('nothing in the page of %s loads anything: no address but links, and those of advisories are plain https', (sample) => {
  const loading = page(sample).flatMap((element) => element.attrs.filter(({ name }) => /^(?:src|srcset|action|formaction|poster|data|background|ping|manifest|xlink:href|style|on.*)$/.test(name)).map(({ name }) => `${element.tagName} ${name}`));
  expect(loading).toEqual([]);
  const links = page(sample).flatMap((element) => attribute(element, 'href') ?? []);
  expect(links.filter((link) => !/^#[\w-]+$/.test(link) && !link.startsWith('https://osv.invalid/'))).toEqual([]);
  expect(named(page(sample), 'link', 'iframe', 'object', 'embed', 'img', 'base', 'form', 'video', 'audio', 'image', 'use', 'foreignobject', 'template')).toEqual([]);
});

test.each(samples)('the page of %s lets exactly its own script and style run', (sample) => {
  const policy = named(page(sample), 'meta').filter((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy').map((element) => attribute(element, 'content') ?? '');
  const [script, ...otherScripts] = named(page(sample), 'script');
  const [style, ...otherStyles] = named(page(sample), 'style');
  expect([otherScripts, otherStyles]).toEqual([[], []]);
  expect(policy).toEqual([`default-src 'none'; script-src ${hashOf(script!)}; style-src ${hashOf(style!)}; base-uri 'none'; form-action 'none'`]);
});

test.each(samples)('every control of the page of %s has a label, every link leads somewhere, and no id stands twice', (sample) => {
  const elements = page(sample);
  const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const labelled = new Set(named(elements, 'label').flatMap((element) => attribute(element, 'for') ?? []));
  const bare = named(elements, 'input').filter((input) => !labelled.has(attribute(input, 'id') ?? '') && input.parentNode?.nodeName !== 'label');
  expect(bare).toEqual([]);
  const inside = elements.flatMap((element) => attribute(element, 'href') ?? []).filter((link) => link.startsWith('#'));
  expect(inside.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
});

test('hostile text is text: the page has the elements that a harmless page has', () => {
  const known = new Set(page('pipeline').map(({ tagName }) => tagName));
  expect([...new Set(page('hostile-markup').map(({ tagName }) => tagName))].filter((tagName) => !known.has(tagName))).toEqual([]);
  const names = new Set(page('pipeline').flatMap(({ attrs }) => attrs.map(({ name }) => name)));
  expect([...new Set(page('hostile-markup').flatMap(({ attrs }) => attrs.map(({ name }) => name)))].filter((name) => !names.has(name))).toEqual([]);
  expect(page('hostile-markup').map(textOf).join('')).not.toMatch(/[\u200b\u2028\u202e]/);
});

test('every package is drawn, linked and coloured by its verdict', () => {
  const nodes = named(page('large'), 'a').filter((element) => attribute(element, 'class')?.startsWith('node '));
  expect(nodes).toHaveLength(120);
  expect(nodes.filter((element) => attribute(element, 'class') === 'node blocked')).toHaveLength(2);
  expect(nodes.filter((element) => attribute(element, 'class') === 'node warned')).toHaveLength(4);
  expect(named(page('large'), 'path').filter((element) => attribute(element, 'class') === 'edge').length).toBeGreaterThan(100);
});

test('boxes of the graph do not cover one another', () => {
  const boxes = named(page('large'), 'rect').map((element) => ['x', 'y', 'width', 'height'].map((name) => Number(attribute(element, name))));
  const overlaps = boxes.flatMap(([x = 0, y = 0, width = 0, height = 0], index) => boxes.slice(index + 1).filter(([left = 0, top = 0, across = 0, down = 0]) => x < left + across && left < x + width && y < top + down && top < y + height));
  expect(overlaps).toEqual([]);
});

test('a release is a dot where its date is known, and without dates there is no timeline', () => {
  expect(named(page('large'), 'circle')).toHaveLength(120);
  expect(named(page('code-block'), 'circle')).toEqual([]);
});

test('of very many packages those are drawn that are not safe, with what leads to them, and the page says so', async () => {
  const many = Array.from({ length: 400 }, (_, index) => decision(`package-${index}`, { requires: [`package-${index + 1}`], ...(index === 200 ? { verdict: 'blocked', reasons: ['bad'] } : {}) }));
  const text = await html.render(run({ decisions: many }), look());
  expect(text).toContain('data-node="200"');
  expect(text).not.toContain('data-node="201"');
  expect(text).toContain('199 packages more would not fit');
});

test('two versions of a package are told apart in the graph, and a single one goes without', async () => {
  const twins = run({ decisions: [decision('petals', { version: '1.0' }), decision('petals', { version: '2.0' }), decision('sunflower', { version: '3.0' })] });
  const elements = all(parse(await html.render(twins, look())));
  const labels = named(elements, 'text').map(textOf);
  expect(labels).toEqual(['✓ petals 1.0', '✓ petals 2.0', '✓ sunflower']);
});
