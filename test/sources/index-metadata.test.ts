import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src/core/errors.js';
import { parsePackageName } from '../../src/core/name.js';
import type { HttpAnswer, RequestOptions } from '../../src/platform/http.js';
import { createIndexMetadata, detailsUrl, type IndexMetadata, type KeptAnswer } from '../../src/sources/index-metadata.js';
import { readDetails } from '../../src/sources/index-metadata/read-details.js';

const INDEX = 'https://public.invalid/simple/';
const URL_OF_PETALS = 'https://public.invalid/pypi/petals/json';
const petals = parsePackageName('petals');
const HOUR = 3_600_000;

const document = (more: object = {}): string => JSON.stringify({ info: { name: 'Petals' }, ...more });
const roles = (...users: readonly unknown[]): object => ({ ownership: { roles: users.map((user) => ({ role: 'Owner', user })) } });
const answer = (status: number, body = '', headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({ status, headers, body: Buffer.from(body), url: URL_OF_PETALS });

interface Stub {
  readonly metadata: IndexMetadata;
  readonly asked: (RequestOptions & { readonly url: string })[];
  readonly kept: Map<string, KeptAnswer>;
  readonly wait: (ms: number) => void;
}

/** A service that answers what `reply` gives, a store, and a clock that only moves when told. */
function stub(reply: (count: number) => HttpAnswer | Error, kept = new Map<string, KeptAnswer>()): Stub {
  const asked: (RequestOptions & { readonly url: string })[] = [];
  let now = 1_000_000_000_000;
  const metadata = createIndexMetadata({
    request: (url, options) => {
      asked.push({ url, ...options });
      const next = reply(asked.length);
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    recall: (url) => kept.get(url) ?? null,
    remember: (url, value) => void kept.set(url, value),
    clock: { nowMs: () => now, monotonicMs: () => now },
    signal: new AbortController().signal,
  });
  return { metadata, asked, kept, wait: (ms) => { now += ms; } };
}

test.each([
  ['https://pypi.org/simple', 'https://pypi.org/pypi/petals/json'],
  ['https://mirror.invalid/root/pypi/simple/', 'https://mirror.invalid/root/pypi/pypi/petals/json'],
  ['https://mirror.invalid/packages', null],
  ['file:///srv/simple', null],
])('the JSON of an index at %s lies at %s', (index, url) => {
  expect(detailsUrl(petals, index)).toBe(url);
});

test('an answer serves for a day, also in later runs; then the index says by its ETag whether it still holds', async () => {
  const { metadata, asked, kept, wait } = stub((count) => (count === 1 ? answer(200, document(roles('ada')), { etag: '"v1"' }) : answer(304)));
  const known = { kind: 'known', value: { maintainers: 1, claims: [] } };
  expect(await metadata.ask(petals, INDEX)).toEqual(known);
  wait(23 * HOUR);
  expect(await metadata.ask(petals, INDEX)).toEqual(known);
  expect(asked).toMatchObject([{ url: URL_OF_PETALS }]);
  wait(2 * HOUR);
  const later = stub(() => answer(304), kept);
  later.wait(25 * HOUR);
  expect(await later.metadata.ask(petals, INDEX)).toEqual(known);
  expect(later.asked).toMatchObject([{ headers: { 'if-none-match': '"v1"' } }]);
  expect(await later.metadata.ask(petals, INDEX)).toEqual(known);
  expect(later.asked).toHaveLength(1);
});

test('an index without such a document leaves nothing missing', async () => {
  expect(await stub(() => answer(404)).metadata.ask(petals, INDEX)).toEqual({ kind: 'absent' });
  const nowhere = stub(() => answer(200));
  expect(await nowhere.metadata.ask(petals, 'https://mirror.invalid/packages')).toEqual({ kind: 'absent' });
  expect(nowhere.asked).toEqual([]);
});

const network = new ToolError('network', `${URL_OF_PETALS}: does not answer in time`);

describe('a service that fails or lies', () => {
  test.each<[string, HttpAnswer | Error, string]>([
    ['is down', network, 'does not answer in time'],
    ['answers 500', answer(500), 'status 500'],
    ['answers 429', answer(429), 'status 429'],
    ['answers 403', answer(403), 'refuses access (403)'],
    ['says that nothing changed when nothing was known', answer(304), 'status 304'],
    ['answers HTML with 200', answer(200, '<!DOCTYPE html>'), 'not about this project'],
    ['answers nothing', answer(200, ''), 'not about this project'],
    ['answers half a document', answer(200, document().slice(0, -5)), 'not about this project'],
    ['answers null', answer(200, 'null'), 'not about this project'],
    ['answers a list', answer(200, '[]'), 'not about this project'],
    ['answers with an info of another type', answer(200, '{"info":[]}'), 'not about this project'],
    ['answers about another project', answer(200, JSON.stringify({ info: { name: 'requests' } })), 'not about this project'],
    ['answers with a name that is none', answer(200, JSON.stringify({ info: { name: '../petals' } })), 'not about this project'],
    ['answers with deep nesting', answer(200, '['.repeat(500_000)), 'not about this project'],
  ])('that %s is a failure with a reason, and nothing is kept of it', async (_, reply, why) => {
    const { metadata, kept } = stub(() => reply);
    expect(await metadata.ask(petals, INDEX)).toEqual({ kind: 'failed', why: expect.stringContaining(why) });
    expect(kept.size).toBe(0);
  });

  test('is given up after three failures in a row, and every further project gets the same reason', async () => {
    const { metadata, asked } = stub(() => answer(503));
    for (let at = 0; at < 10; at += 1) expect(await metadata.ask(parsePackageName(`p${at}`), INDEX)).toEqual({ kind: 'failed', why: 'answers with status 503' });
    expect(asked).toHaveLength(3);
  });

  test('is not waited for beyond the time of the run', async () => {
    const { metadata, asked, wait } = stub(() => answer(404));
    await metadata.ask(parsePackageName('first'), INDEX);
    wait(20_001);
    expect(await metadata.ask(petals, INDEX)).toMatchObject({ kind: 'failed', why: expect.stringContaining('20 seconds') });
    expect(asked).toHaveLength(1);
  });

  test('has a deadline for each call, a cap on bytes and few redirects', async () => {
    const { metadata, asked } = stub(() => answer(404));
    await metadata.ask(petals, INDEX);
    expect(asked).toMatchObject([{ timeoutMs: 5_000, maxBytes: 50_000_000, maxRedirects: 3, retries: 1 }]);
  });

  test('does not hide a mistake of our own', async () => {
    await expect(stub(() => new TypeError('ours')).metadata.ask(petals, INDEX)).rejects.toThrow('ours');
  });
});

test('no more than six questions are under way at once', async () => {
  let [running, most] = [0, 0];
  const metadata = createIndexMetadata({
    request: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 2));
      running -= 1;
      return answer(404);
    },
    recall: () => null, remember: () => undefined, clock: { nowMs: () => 0, monotonicMs: () => 0 }, signal: new AbortController().signal,
  });
  await Promise.all(Array.from({ length: 40 }, (_, at) => metadata.ask(parsePackageName(`p${at}`), INDEX)));
  expect(most).toBe(6);
});

const read = (more: object) => readDetails(Buffer.from(document(more)), petals);

describe('what is read from the document', () => {
  test.each<[object, number | null]>([
    [roles('ada', 'ben', 'ada'), 2],
    [{}, null],
    [roles(), null],
    [{ ownership: { roles: [{ role: 'Owner', user: 'ada' }], organization: 'acme' } }, null],
    [{ ownership: { roles: 'ada' } }, null],
    [roles(7, null), null],
  ])('%j has this many accounts: %s', (more, count) => {
    expect(read(more)?.maintainers).toBe(count);
  });

  test('names that its links and instructions lead to', () => {
    const info = {
      name: 'petals', home_page: 'https://github.com/psf/Requests.git', description: 'Run `pip install -U Flask_Login` or\npip3 install "django>=4".',
      project_urls: { Docs: 'https://docs.invalid/numpy', Source: 'https://gitlab.com/garden/petals#readme', Odd: 7 },
    };
    expect(read({ info })?.claims).toEqual(['django', 'flask-login', 'petals', 'requests']);
    expect(read({ info: { name: 'petals', project_urls: ['x'], description: 7, home_page: null } })?.claims).toEqual([]);
  });
});
