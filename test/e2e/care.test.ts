import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { parseObject, recordsAt } from '../support/json.js';

test('init writes settings that change nothing, and never writes over them', async () => {
  const box = makeSandbox({ venv: false });
  expectEnd(await box.depsec(['init']), 0);
  const path = join(box.home, '.depsec', 'config.toml');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('# mode = "block"');
  const again = await box.depsec(['init']);
  expectEnd(again, 2);
  expect(again.output).toContain('there is one already; nothing was written');
  expect(readFileSync(path, 'utf8')).toBe(text);
  const shown = await box.depsec(['config', 'show', '--format', 'json']);
  expectEnd(shown, 0);
  const settings = recordsAt(parseObject(shown.stdout), 'settings');
  expect(settings.length).toBeGreaterThan(10);
  // The tests' own variables aside.
  expect(settings.filter(({ origin }) => origin !== 'default' && origin !== 'environment')).toEqual([]);
  expect((await box.depsec(['config', 'path'])).stdout.replaceAll(/\n/g, '')).toBe(path);
});

test('init --ci adds to the pyproject.toml that is there, once', async () => {
  const box = makeSandbox({ venv: false });
  const path = box.write('pyproject.toml', '[project]\nname = "demo"\n');
  expectEnd(await box.depsec(['init', '--ci']), 0);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/^\[project\]\nname = "demo"\n\n\[tool\.depsec\]\n/);
  const again = await box.depsec(['init', '--project']);
  expectEnd(again, 2);
  expect(again.output).toContain('it has settings for depsec already');
  expect(readFileSync(path, 'utf8')).toBe(text);
  const shown = await box.depsec(['config']);
  expectEnd(shown, 0);
  expect(shown.output).not.toContain('Warning');
});

test('config show says who said what, and what was ignored', async () => {
  const box = makeSandbox({ venv: false });
  mkdirSync(join(box.home, '.depsec'), { mode: 0o700 });
  writeFileSync(join(box.home, '.depsec', 'config.toml'), '[thresholds]\nwarn_score = 0.3\n', { mode: 0o600 });
  box.write('pyproject.toml', '[tool.depsec]\nmode = "warn"\nrisk_threshold = 50\n');
  const shown = await box.depsec(['config', 'show'], { env: { DEPSEC_BLOCK_SCORE: '0.7' } });
  expectEnd(shown, 0);
  expect(shown.output).toMatch(/^thresholds\.warn_score +user +0\.3/m);
  expect(shown.output).toMatch(/^thresholds\.block_score +DEPSEC_BLOCK_SCORE +0\.7$/m);
  expect(shown.output).toMatch(/^risk_threshold +project +50/m);
  expect(shown.output).toMatch(/^general\.mode +default +block$/m);
  expect(shown.output.replaceAll(/\s+/g, ' ')).toContain('a project may only tighten');
});

test('what was judged is in the log and the cache, and clearing the cache leaves the log', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['audit', '-i', index.url, 'petals', 'thornbush']), 1);
  const stats = await box.depsec(['cache']);
  expectEnd(stats, 0);
  expect(stats.output).toMatch(/^downloaded files +2 files, /m);
  const cleared = await box.depsec(['cache', 'clear']);
  expectEnd(cleared, 0);
  expect(cleared.output).toContain('Removed 2 files');
  const log = await box.depsec(['log', '--verdict', 'blocked', '--since', '1h', '--format', 'json']);
  expectEnd(log, 0);
  expect(recordsAt(parseObject(log.stdout), 'entries')).toMatchObject([{ event: 'judgement', command: 'audit', name: 'thornbush', verdict: 'blocked' }]);
});
