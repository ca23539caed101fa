import { expect, test } from 'vitest';
import { createBatch } from '../../../src/app/look-up/batch.js';
import { combineLookUps } from '../../../src/app/look-up/combine.js';
import { parsePackageName } from '../../../src/core/name.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { indexProject } from '../../support/project-facts.js';

const subject = { name: parsePackageName('acorn'), version: untrusted('1') };

test('keys that are asked about at the same time share a request, and each is asked about once', async () => {
  const requests: (readonly string[])[] = [];
  const { get } = createBatch((keys) => {
    requests.push(keys);
    return Promise.resolve(new Map(keys.map((key) => [key, key.toUpperCase()])));
  });
  expect(await Promise.all(['a', 'b', 'a'].map(get))).toEqual(['A', 'B', 'A']);
  expect(await get('b')).toBe('B');
  expect(requests).toEqual([['a', 'b']]);
});

test('what is asked while a request is under way waits for the next', async () => {
  const requests: (readonly string[])[] = [];
  const releases: (() => void)[] = [];
  const { get } = createBatch(async (keys) => {
    requests.push(keys);
    await new Promise<void>((resolve) => { releases.push(resolve); });
    return new Map(keys.map((key) => [key, key]));
  });
  const first = get('a');
  await Promise.resolve();
  const others = ['b', 'c'].map(get);
  while (releases.length < 2) {
    releases.at(-1)?.();
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  releases.at(-1)?.();
  expect(await Promise.all([first, ...others])).toEqual(['a', 'b', 'c']);
  expect(requests).toEqual([['a'], ['b', 'c']]);
});

test('a request that fails fails for all who wait for it, and the next one is tried', async () => {
  let count = 0;
  const { get } = createBatch((keys) => ((count += 1) === 1 ? Promise.reject(new Error('down')) : Promise.resolve(new Map(keys.map((key) => [key, key])))));
  await expect(Promise.allSettled([get('a'), get('b')])).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(await get('c')).toBe('c');
});

test('what several services know is put together', async () => {
  const project = indexProject({ firstReleaseAt: 1, releasedAt: 2 });
  const gap = { kind: 'service', what: untrusted('OSV'), why: untrusted('down') } as const;
  const soon: unknown[] = [];
  const lookUp = combineLookUps([
    { ask: () => Promise.resolve({ gaps: [gap] }), askSoon: (subjects) => void soon.push(...subjects) },
    { ask: () => Promise.resolve({ project }), askSoon: (subjects) => void soon.push(...subjects) },
  ]);
  lookUp.askSoon([subject]);
  expect(soon).toEqual([subject, subject]);
  expect(await lookUp.ask(subject)).toEqual({ advisories: [], project, gaps: [gap] });
});
