import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { keyOf, type Kept } from '../../src/quarantine/entry.js';
import { openQuarantine } from '../../src/quarantine/open-quarantine.js';
import { untrusted } from '../../src/core/untrusted.js';
import { bundled } from '../store/bundled.js';
import { sampleAt } from './sample.js';

let module = '';
beforeAll(() => { module = pathToFileURL(bundled('src/quarantine/open-quarantine.ts')).href; });

interface Given {
  readonly home: string;
  /** Files that every process keeps and removes again and again. */
  readonly shared: readonly (readonly [Kept, string])[];
}

function given(): Given {
  const home = mkdtempSync(join(tmpdir(), 'depsec-quarantines-'));
  mkdirSync(join(home, 'given'));
  const shared = Array.from({ length: 4 }, (_, at) => {
    const path = join(home, 'given', `shared-${at}`);
    return [sampleAt(path, `shared ${at} `.repeat(5_000), { version: untrusted(`1.${at}`) }), path] as const;
  });
  return { home, shared };
}

/** Keeps one entry of its own for good, and fights over the shared ones; whatever it lists must be whole. */
function worker({ home, shared }: Given, own: readonly [Kept, string], rounds: number): string {
  return `
    const { openQuarantine } = await import(${JSON.stringify(module)});
    const quarantine = openQuarantine({ home: ${JSON.stringify(home)} });
    const shared = ${JSON.stringify(shared)}, own = ${JSON.stringify(own)};
    await quarantine.keep(...own);
    console.log('begun');
    for (let i = 0; i < ${rounds}; i += 1) {
      const [kept, path] = shared[(i + process.pid) % shared.length];
      await quarantine.keep(kept, path);
      const entries = await quarantine.list();
      const broken = entries.filter(({ state }) => state !== 'intact');
      if (broken.length > 0) throw new Error('broken: ' + JSON.stringify(broken));
      const mine = entries.filter((entry) => entry.kept.sha256 === kept.sha256);
      for (const { key } of mine) if (i % 2 === 0) await quarantine.remove(key);
    }`;
}

interface Running {
  readonly kill: () => void;
  readonly begun: Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly err: string }>;
}

function start(code: string): Running {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  let err = '';
  child.stderr.on('data', (chunk) => { err += String(chunk); });
  const begun = new Promise<void>((resolve) => { child.stdout.once('data', () => resolve()); child.once('close', () => resolve()); });
  return { kill: () => child.kill('SIGKILL'), begun, ended: new Promise((resolve) => { child.once('close', (code_) => resolve({ code: code_, err })); }) };
}

function workers(surroundings: Given, count: number, rounds: number): { readonly runs: readonly Running[]; readonly owns: readonly Kept[] } {
  const owns = Array.from({ length: count }, (_, at) => {
    const path = join(surroundings.home, 'given', `own-${at}-${rounds}`);
    writeFileSync(path, '');
    return [sampleAt(path, `own ${at} of ${rounds}`, { version: untrusted(`2.${at}.${rounds}`) }), path] as const;
  });
  return { runs: owns.map((own) => start(worker(surroundings, own, rounds))), owns: owns.map(([kept]) => kept) };
}

test('twenty processes that keep, list and remove the same entries lose none, and none sees half of one', async () => {
  const surroundings = given();
  const { runs, owns } = workers(surroundings, 20, 4);
  const ends = await Promise.all(runs.map(({ ended }) => ended));
  expect(ends.filter(({ code }) => code !== 0)).toEqual([]);
  const entries = await openQuarantine({ home: surroundings.home }).list();
  expect(entries.filter(({ state }) => state !== 'intact')).toEqual([]);
  expect(entries.map(({ key }) => key)).toEqual(expect.arrayContaining(owns.map(keyOf)));
});

test('processes killed in the middle leave whole entries, and nothing else once the next one has looked', async () => {
  const surroundings = given();
  const doomed = workers(surroundings, 5, 100_000);
  const survivors = workers(surroundings, 2, 6);
  for (const { begun, kill } of doomed.runs) {
    await begun;
    kill();
  }
  await Promise.all(doomed.runs.map(({ ended }) => ended));
  expect((await Promise.all(survivors.runs.map(({ ended }) => ended))).filter(({ code }) => code !== 0)).toEqual([]);
  const quarantine = openQuarantine({ home: surroundings.home });
  const entries = await quarantine.list();
  expect(entries.filter(({ state }) => state !== 'intact')).toEqual([]);
  expect(entries.map(({ key }) => key)).toEqual(expect.arrayContaining([...doomed.owns, ...survivors.owns].map(keyOf)));
  expect(readdirSync(quarantine.folder).toSorted()).toEqual(entries.map(({ key }) => key).toSorted());
});
