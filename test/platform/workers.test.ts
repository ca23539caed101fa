import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { WorkerPool, type PoolOptions } from '../../src/platform/workers/worker-pool.js';

const ENTRY = join(import.meta.dirname, 'stub-worker.mjs');
const GUARD = { guardMs: 20_000 };

let pools: WorkerPool[] = [];

afterEach(async () => {
  for (const pool of pools) await pool.close();
  pools = [];
});

function openPool(options: Partial<PoolOptions> = {}): WorkerPool {
  const pool = new WorkerPool({ entry: ENTRY, heapMegabytes: 64, size: 1, signal: new AbortController().signal, ...options });
  pools.push(pool);
  return pool;
}

test('a thread does one task after the other', async () => {
  const pool = openPool();
  pool.warm();
  expect(await Promise.all([1, 2, 3].map(() => pool.run('count', GUARD)))).toEqual([1, 2, 3].map((value) => ({ kind: 'done', value })));
});

test('a task that throws does not cost its thread', async () => {
  const pool = openPool();
  expect(await pool.run('fail', GUARD)).toEqual({ kind: 'failed', message: 'no luck', code: '' });
  expect(await pool.run('count', GUARD)).toEqual({ kind: 'done', value: 2 });
});

test('where the system gives no thread, its task has crashed and the pool goes on', async () => {
  // Node refuses such a name at once, as it does where threads or memory are used up.
  const pool = openPool({ entry: 'no-path.mjs' });
  pool.warm();
  expect(await pool.run('count', GUARD)).toEqual({ kind: 'crashed', reason: expect.stringContaining('no thread could be started') });
  expect(await pool.run('count', { ...GUARD, alone: true })).toMatchObject({ kind: 'crashed' });
});

test('what the system refuses a task comes with its code', async () => {
  expect(await openPool().run('refused', GUARD)).toEqual({ kind: 'failed', message: 'EIO: i/o error', code: 'EIO' });
});

test('a task that hangs is ended after its guard, and the next one gets a new thread', async () => {
  const pool = openPool();
  expect(await pool.run('hang', { guardMs: 300 })).toEqual({ kind: 'hung', afterMs: 300 });
  expect(await pool.run('count', GUARD)).toEqual({ kind: 'done', value: 1 });
});

test('a task that goes on, however slowly, does not hang', async () => {
  const pool = openPool();
  await pool.run('count', GUARD);
  expect(await pool.run('slow', { guardMs: 500 })).toEqual({ kind: 'done', value: 2 });
});

test('a task that goes on for ever is ended', async () => {
  const pool = openPool();
  await pool.run('count', GUARD);
  expect(await pool.run('endless', { guardMs: 150 })).toEqual({ kind: 'hung', afterMs: 750 });
});

test('a task that hangs in machine code, which nothing can interrupt, holds up nobody', async () => {
  const pool = openPool();
  const started = performance.now();
  expect(await pool.run('grind', { guardMs: 300 })).toMatchObject({ kind: 'hung' });
  expect(await pool.run('count', GUARD)).toEqual({ kind: 'done', value: 1 });
  expect(performance.now() - started).toBeLessThan(9_000);
});

test('a task that uses up the heap ends its thread, not this process', async () => {
  const pool = openPool();
  expect(await pool.run('exhaust', GUARD)).toMatchObject({ kind: 'crashed', reason: expect.stringContaining('memory limit') });
  expect(await pool.run('count', GUARD)).toEqual({ kind: 'done', value: 1 });
});

test.each([
  ['throw', 'nobody catches this'],
  ['leave', 'ended with code 3'],
  ['nonsense', 'something unknown'],
])('a thread that dies (%s) is a crash that says why', async (task, reason) => {
  const pool = openPool();
  expect(await pool.run(task, GUARD)).toMatchObject({ kind: 'crashed', reason: expect.stringContaining(reason) });
  expect(await pool.run('count', GUARD)).toEqual({ kind: 'done', value: 1 });
});

type Span = readonly [from: number, to: number];

async function span(pool: WorkerPool, alone: boolean): Promise<Span> {
  const outcome = await pool.run('work', { ...GUARD, alone });
  if (outcome.kind !== 'done' || !Array.isArray(outcome.value)) throw new Error(JSON.stringify(outcome));
  return [Number(outcome.value[0]), Number(outcome.value[1])];
}

const overlap = ([from, to]: Span, [otherFrom, otherTo]: Span): boolean => from < otherTo && otherFrom < to;

test('two threads work at the same time, a task that must be alone does not', async () => {
  const pool = openPool({ size: 2 });
  // The first tasks wait for their threads to start.
  await Promise.all([span(pool, false), span(pool, false)]);
  const [one, two] = await Promise.all([span(pool, false), span(pool, false)]);
  expect(overlap(one, two)).toBe(true);
  const [before, alone, after] = await Promise.all([span(pool, false), span(pool, true), span(pool, false)]);
  expect([overlap(before, alone), overlap(alone, after)]).toEqual([false, false]);
});

test('an abort ends what is running and what waits, with its reason', async () => {
  const abort = new AbortController();
  const pool = openPool({ signal: abort.signal });
  const tasks = Promise.allSettled([pool.run('hang', GUARD), pool.run('count', GUARD)]);
  setTimeout(() => abort.abort(new Error('enough')), 200);
  expect(await tasks).toEqual([1, 2].map(() => ({ status: 'rejected', reason: new Error('enough') })));
  await expect(pool.run('count', GUARD)).rejects.toThrow('enough');
});

test('a closed pool starts nothing', async () => {
  const pool = openPool();
  await pool.close();
  pool.warm();
  expect(await pool.run('count', GUARD)).toMatchObject({ kind: 'crashed' });
});
