import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PlannedInstall } from '../../src/core/journal.js';
import { parsePackageName } from '../../src/core/name.js';
import { asSha256 } from '../../src/platform/files.js';
import { openJournals } from '../../src/store/journal.js';

const planned: Omit<PlannedInstall, 'state'> = {
  startedAt: '2026-01-01T00:00:00.000Z',
  runner: { pid: 1, start: '7' },
  executable: '/env/bin/python',
  label: '.venv',
  prefix: '/env',
  options: { user: [''] },
  places: ['/env/lib'],
  packages: [{ name: parsePackageName('demo'), version: '1.0', sha256: asSha256('a'.repeat(64)), fileName: 'demo-1.0-py3-none-any.whl', requested: true, direct: null, before: [{ folder: '/env/lib/demo-0.9.dist-info', record: null }], absent: ['/env/lib/demo'] }],
};

const makeHome = (): string => mkdtempSync(join(tmpdir(), 'depsec-journal-'));

test('a journal says how far an install has come, is private, and goes when it is closed', async () => {
  const home = makeHome();
  const journals = openJournals({ home });
  expect(await journals.list()).toEqual([]);
  const journal = await journals.open(planned);
  expect(await journals.list()).toEqual([{ path: journal.path, planned: { state: 'planned', ...planned }, child: null }]);
  expect(statSync(journal.path).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'journal')).mode & 0o777).toBe(0o700);
  await journal.note('installing');
  writeFileSync(journal.mark, JSON.stringify({ pid: 42, start: null }));
  expect(await journals.list()).toMatchObject([{ planned: { state: 'installing' }, child: { pid: 42, start: null } }]);
  await journal.close();
  expect(readdirSync(join(home, 'journal'))).toEqual([]);
});

test('two installs at once have a journal each', async () => {
  const journals = openJournals({ home: makeHome() });
  const [one] = [await journals.open(planned), await journals.open(planned)];
  await one.close();
  expect(await journals.list()).toHaveLength(1);
});

const damages: readonly (readonly [string, (text: string) => string])[] = [
  ['no JSON', (text) => text.slice(0, -5)],
  ['another state', (text) => text.replace('"planned"', '"done"')],
  ['no process id', (text) => text.replace('"pid":1', '"pid":"1"')],
  ['a package without a digest', (text) => text.replace('a'.repeat(64), 'short')],
  ['a list', () => '[]'],
  ['null', () => 'null'],
];

test.each(damages)('a damaged journal (%s) is told as one that cannot be read, not passed over', async (_, damage) => {
  const journals = openJournals({ home: makeHome() });
  const { path } = await journals.open(planned);
  writeFileSync(path, damage(readFileSync(path, 'utf8')));
  expect(await journals.list()).toEqual([{ path, planned: null, child: null }]);
});

test('a mark that is just being written tells of no child', async () => {
  const journals = openJournals({ home: makeHome() });
  const { path, mark } = await journals.open(planned);
  writeFileSync(mark, '{"pid": 4');
  expect(await journals.list()).toMatchObject([{ path, child: null }]);
  await journals.remove(path);
  expect(existsSync(mark)).toBe(false);
});

test('a mark that a killed run left behind when its install was over is taken away, and tells nothing', async () => {
  const home = makeHome();
  const journals = openJournals({ home });
  const { path, mark } = await journals.open(planned);
  writeFileSync(mark, JSON.stringify({ pid: 42, start: null }));
  rmSync(path);
  expect(await journals.list()).toEqual([]);
  expect(readdirSync(join(home, 'journal'))).toEqual([]);
});
