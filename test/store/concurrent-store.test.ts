import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { bundled } from './bundled.js';
import { sha256Of } from './sha256-of.js';
import { onDisk, openRaw } from './sqlite-here.js';

let module = '';
beforeAll(() => { module = pathToFileURL(bundled('src/store/open-store.ts')).href; });

/** Puts values until `count` is reached; each value says which file it belongs to, so that any mixture shows. */
const worker = (home: string, count: number): string => `
  import { createHash } from 'node:crypto';
  const { openStore } = await import(${JSON.stringify(module)});
  const store = await openStore({ home: ${JSON.stringify(home)} });
  console.log('open ' + store.kind);
  for (let i = 0; i < ${count}; i += 1) {
    const name = 'f' + (i % 40);
    const sha = createHash('sha256').update(name).digest('hex');
    store.analyses.put(sha, 'r1', { name });
    const got = store.analyses.get(sha, 'r1');
    if (got?.name !== name) throw new Error('read ' + JSON.stringify(got) + ' for ' + name);
  }
  for (const notice of store.notices()) console.error(notice);
  store.close();`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(home: string, count: number): { readonly kill: () => void; readonly opened: Promise<void>; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', worker(home, count)]);
  let out = '';
  let err = '';
  const opened = new Promise<void>((resolve) => { child.stdout.on('data', (chunk) => { out += String(chunk); resolve(); }); child.once('close', () => resolve()); });
  child.stderr.on('data', (chunk) => { err += String(chunk); });
  return { kill: () => child.kill('SIGKILL'), opened, ended: new Promise((resolve) => { child.once('close', (code) => resolve({ code, out, err })); }) };
}

async function expectAllWhole(home: string, generation: number): Promise<void> {
  const database = openRaw(join(home, `store-${generation}.db`));
  expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  database.close();
  const store = await openStore({ home });
  const wrong = Array.from({ length: 40 }, (_, i) => `f${i}`).filter((name) => JSON.stringify(store.analyses.get(sha256Of(name), 'r1')) !== JSON.stringify({ name }));
  expect([wrong, store.notices()]).toEqual([[], []]);
  store.close();
}

test('two stores that are open at once on one home each give back what they were given', async () => {
  const home = mkdtempSync(join(tmpdir(), 'depsec-two-'));
  const stores = [await openStore({ home }), await openStore({ home })];
  for (const [at, store] of stores.entries()) store.analyses.put(sha256Of(`f${at}`), 'r1', at);
  expect(stores.map((store, at) => store.analyses.get(sha256Of(`f${at}`), 'r1'))).toEqual([0, 1]);
  for (const store of stores) store.close();
});

test.each(onDisk.slice(0, 1))('%s: twenty processes at once on an empty home all write, and nothing is lost or damaged', async (kind) => {
  const home = mkdtempSync(join(tmpdir(), 'depsec-many-'));
  const runs = await Promise.all(Array.from({ length: 20 }, () => start(home, 40).ended));
  expect(runs.filter(({ code, out, err }) => code !== 0 || out !== `open ${kind}\n` || err !== '')).toEqual([]);
  await expectAllWhole(home, 1);
});

test.each(onDisk.slice(0, 1))('%s: processes killed in the middle of writing leave a whole store to the others', async () => {
  const home = mkdtempSync(join(tmpdir(), 'depsec-killed-'));
  const doomed = Array.from({ length: 8 }, () => start(home, 1_000_000));
  const survivors = Array.from({ length: 4 }, () => start(home, 120));
  for (const run of doomed) {
    await run.opened;
    run.kill();
  }
  expect((await Promise.all(doomed.map(({ ended }) => ended))).map(({ code }) => code)).toEqual(doomed.map(() => null));
  expect((await Promise.all(survivors.map(({ ended }) => ended))).filter(({ code, err }) => code !== 0 || err !== '')).toEqual([]);
  await expectAllWhole(home, 1);
});

test.each(onDisk.slice(0, 1))('%s: processes that find the same damaged store agree on one new one', async () => {
  const home = mkdtempSync(join(tmpdir(), 'depsec-damaged-'));
  writeFileSync(join(home, 'store-1.db'), 'damaged '.repeat(5_000));
  const runs = await Promise.all(Array.from({ length: 6 }, () => start(home, 80).ended));
  expect(runs.filter(({ code }) => code !== 0)).toEqual([]);
  await expectAllWhole(home, 2);
});
