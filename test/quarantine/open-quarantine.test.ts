import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { untrusted } from '../../src/core/untrusted.js';
import { keyOf } from '../../src/quarantine/entry.js';
import { openQuarantine } from '../../src/quarantine/open-quarantine.js';
import { sampleAt } from './sample.js';

const place = () => {
  const home = mkdtempSync(join(tmpdir(), 'depsec-quarantine-'));
  return { home, path: join(home, 'given'), quarantine: openQuarantine({ home }) };
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a file that is kept comes back byte for byte, with all that is known of it', async () => {
  const { home, path, quarantine } = place();
  const kept = sampleAt(path, 'a wheel');
  expect(await quarantine.keep(kept, path)).toBe(true);
  expect(await quarantine.list()).toEqual([{ key: keyOf(kept), state: 'intact', kept }]);
  await quarantine.take(kept, join(home, 'copy'));
  expect(readFileSync(join(home, 'copy'), 'utf8')).toBe('a wheel');
});

test('only its owner can enter it, and read what is in it', async () => {
  const { path, quarantine } = place();
  const kept = sampleAt(path, 'a wheel');
  chmodSync(path, 0o666);
  await quarantine.keep(kept, path);
  const entry = join(quarantine.folder, keyOf(kept));
  expect([modeOf(quarantine.folder), modeOf(entry), ...readdirSync(entry).map((name) => modeOf(join(entry, name)))]).toEqual([0o700, 0o700, 0o600, 0o600]);
});

test('the same file twice is one entry; versions and files of one package lie side by side', async () => {
  const { home, path, quarantine } = place();
  const kept = sampleAt(path, 'a wheel');
  expect([await quarantine.keep(kept, path), await quarantine.keep(kept, path)]).toEqual([true, false]);
  const other = sampleAt(join(home, 'other'), 'another wheel', { version: untrusted('2.0.0') });
  await quarantine.keep(other, join(home, 'other'));
  expect((await quarantine.list()).map((entry) => entry.kept?.version)).toHaveLength(2);
});

test('a file that is not the recorded one is not kept, and leaves nothing', async () => {
  const { path, quarantine } = place();
  const kept = sampleAt(path, 'a wheel');
  writeFileSync(path, 'another');
  await expect(quarantine.keep(kept, path)).rejects.toMatchObject({ code: 'hash-mismatch' });
  expect(readdirSync(quarantine.folder)).toEqual([]);
});

test.each([
  ['changed', (entry: string) => appendFileSync(join(entry, 'file'), 'x')],
  ['changed', (entry: string) => writeFileSync(join(entry, 'file'), 'A WHEEL')],
  ['changed', (entry: string) => rmSync(join(entry, 'file'))],
  ['unreadable', (entry: string) => writeFileSync(join(entry, 'record.json'), '{"name":')],
  ['unreadable', (entry: string) => rmSync(join(entry, 'record.json'))],
  ['unreadable', (entry: string) => writeFileSync(join(entry, 'record.json'), readFileSync(join(entry, 'record.json'), 'utf8').replace('petals', 'nettles'))],
  ['unreadable', (entry: string) => { rmSync(entry, { recursive: true }); writeFileSync(entry, ''); }],
])('what was tampered with is %s, is not handed out, and gives way to the file that was judged (%#)', async (state, tamper) => {
  const { home, path, quarantine } = place();
  const kept = sampleAt(path, 'a wheel');
  await quarantine.keep(kept, path);
  tamper(join(quarantine.folder, keyOf(kept)));
  expect((await quarantine.list()).map((entry) => entry.state)).toEqual([state]);
  const taken = await quarantine.take(kept, join(home, 'copy')).then(() => readFileSync(join(home, 'copy'), 'utf8'), () => 'a wheel');
  expect(taken).toBe('a wheel');
  expect(await quarantine.keep(kept, path)).toBe(true);
  expect((await quarantine.list()).map((entry) => entry.state)).toEqual(['intact']);
});

test('removing leaves nothing, and says whether there was anything', async () => {
  const { path, quarantine } = place();
  const kept = sampleAt(path, 'a wheel');
  await quarantine.keep(kept, path);
  expect([await quarantine.remove(keyOf(kept)), await quarantine.remove(keyOf(kept)), await quarantine.remove('../given')]).toEqual([true, false, false]);
  expect([readdirSync(quarantine.folder), existsSync(path)]).toEqual([[], true]);
});

test('what a killed process left half made or half removed is no entry and goes; what a living one works on stays', async () => {
  const { path, quarantine } = place();
  const kept = sampleAt(path, 'a wheel');
  await quarantine.keep(kept, path);
  const dead = 0x3f_ff_ff;
  renameSync(join(quarantine.folder, keyOf(kept)), join(quarantine.folder, `.gone-${dead}-a`));
  for (const name of [`.new-${dead}-b`, `.new-${process.pid}-c`]) mkdirSync(join(quarantine.folder, name));
  expect(await quarantine.list()).toEqual([]);
  expect(readdirSync(quarantine.folder)).toEqual([`.new-${process.pid}-c`]);
});
