import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { html } from '../../src/reporters/registry.js';
import { look } from '../reporters/build.js';
import { hostileLargeRun, largeRun } from '../reporters/large-run.js';
import { sampleRuns } from '../reporters/sample-runs.js';
import { findBrowser } from './find-browser.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'depsec-page-'));
const addresses: Record<string, string> = {};
let started: Browser | null = null;

function browser(): Browser {
  if (started === null) throw new Error('no browser was started');
  return started;
}

beforeAll(async () => {
  for (const [name, finished] of Object.entries({ large: largeRun, hostile: hostileLargeRun, markup: sampleRuns['hostile-markup']!, nothing: sampleRuns['nothing-to-do']! })) {
    const path = join(folder, `${name}.html`);
    writeFileSync(path, await html.render(finished, look()));
    addresses[name] = pathToFileURL(path).href;
  }
  // The sandbox of the browser needs rights that a container does not give; the pages are ours.
  started = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await started?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** Errors, messages on the console, dialogs, and requests for anything but the page. */
  readonly noise: readonly string[];
}

async function open(name: string, how: Parameters<Browser['newPage']>[0] = {}): Promise<Opened> {
  const page = await browser().newPage(how);
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== addresses[name]) noise.push(`request: ${request.url()}`);
  });
  await page.goto(addresses[name] ?? '');
  return { page, noise };
}

/** What an expression about the boxes of the graph (`rects`) comes to in the page. Text, since the browser's names are none of this program. */
const asked = (page: Page, expression: string): Promise<unknown> => page.evaluate(`(() => { const rects = [...document.querySelectorAll('.graph .node rect')]; return ${expression}; })()`);

const shown = (page: Page): Promise<number> => page.locator('.package:visible').count();

test.each(['large', 'hostile', 'markup', 'nothing'])('the %s page asks for nothing, says nothing on the console and runs nothing of a package', async (name) => {
  const { page, noise } = await open(name);
  for (const summary of await page.locator('.package:visible > summary').all()) await summary.click();
  await page.mouse.move(300, 300);
  expect(noise).toEqual([]);
  await page.close();
});

test('the graph is drawn: every box is seen with its colour, and is large enough to hit', async () => {
  const { page } = await open('large');
  expect(await page.locator('.graph .node rect').count()).toBe(120);
  expect(await asked(page, "rects.filter((rect) => rect.getBoundingClientRect().width < 40 || rect.getBoundingClientRect().height < 24).length")).toBe(0);
  expect(await asked(page, 'new Set(rects.map((rect) => getComputedStyle(rect).fill)).size')).toBe(3);
  await page.close();
});

test('no name is wider than its box', async () => {
  const { page } = await open('large');
  expect(await asked(page, 'rects.filter((rect) => rect.nextElementSibling.getBoundingClientRect().width > rect.getBoundingClientRect().width).length')).toBe(0);
  await page.close();
});

test('what needs attention is shown first, filters add the rest, and a search looks through all', async () => {
  const { page } = await open('large');
  expect(await shown(page)).toBe(6);
  expect(await page.locator('#count').textContent()).toBe('6 of 120 shown');
  await page.getByRole('checkbox', { name: 'Warnings' }).uncheck();
  expect(await shown(page)).toBe(2);
  await page.getByRole('checkbox', { name: 'Safe' }).check();
  expect(await shown(page)).toBe(116);
  await page.getByRole('checkbox', { name: 'Warnings' }).check();
  await page.getByLabel('Search').fill('CVE-2025-10001');
  expect(await shown(page)).toBe(1);
  await page.getByLabel('Search').fill('no such package');
  expect(await shown(page)).toBe(0);
  await page.close();
});

test('the page is used by keyboard: slash searches, a box leads to its package and shows its neighbours', async () => {
  const { page } = await open('large');
  await page.keyboard.press('/');
  expect(await page.evaluate('document.activeElement.id')).toBe('search');
  await page.keyboard.type('acorn-web');
  expect(await shown(page)).toBe(1);
  const box = page.locator('.node[data-node="58"]');
  await box.focus();
  expect(await page.locator('.node.near').count()).toBeGreaterThan(1);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate("document.querySelector('#p58').open")).toBe(true);
  expect(await page.locator('#p58 pre').first().isVisible()).toBe(true);
  expect(await page.evaluate('document.activeElement.parentElement.id')).toBe('p58');
  await page.close();
});

test.each([390, 320])('on a screen %i pixels wide nothing but the pictures has to be moved sideways', async (width) => {
  for (const name of ['large', 'hostile', 'markup']) {
    const { page } = await open(name, { viewport: { width, height: 800 } });
    for (const summary of await page.locator('.package:visible > summary').all()) await summary.click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.close();
  }
});

test('without scripts the page shows every package', async () => {
  const { page } = await open('large', { javaScriptEnabled: false });
  expect(await shown(page)).toBe(120);
  expect(await page.locator('#search').isVisible()).toBe(false);
  await page.close();
});

test.each(['light', 'dark'] as const)('an accessibility check finds nothing in the %s page', async (colorScheme) => {
  for (const name of ['large', 'markup']) {
    // The page's own policy keeps the checker out, as it should; this browser is told to overlook it.
    const { page } = await open(name, { colorScheme, bypassCSP: true });
    for (const summary of await page.locator('.package:visible > summary').all()) await summary.click();
    await page.addScriptTag({ content: axe });
    const violations = await page.evaluate('axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" ")}`))');
    expect(violations).toEqual([]);
    await page.close();
  }
});

test('a screenshot of the whole page is taken where SCREENSHOT names a file', async () => {
  const path = process.env['SCREENSHOT'];
  const { page } = await open('large', { viewport: { width: 1120, height: 1320 } });
  const picture = await page.screenshot(path === undefined ? {} : { path });
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  await page.close();
});
