import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAdvisoryLookUp } from '../../src/app/look-up/advisories.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { createEvaluator } from '../../src/sources/advisories/by-name.js';
import { prepare } from '../../src/sources/advisories/evaluate.js';
import { createOnlineAdvisories } from '../../src/sources/advisories/online.js';
import { openSnapshot } from '../../src/sources/advisories/snapshot.js';
import { openOfflineAdvisories } from '../../src/sources/offline-advisories.js';
import { openOsv } from '../../src/sources/osv.js';
import { openStore, type Store } from '../../src/store/open-store.js';
import { hastyClock, makeHttp } from '../platform/loopback.js';
import { startOsv, type OsvServer, type ServedRecord } from '../support/servers/osv-server.js';
import { otherRecords, pypaRecords } from './advisories/shared-records.js';

const MINUTE = 60_000;
const NOW = Date.parse('2026-11-26T12:00:00Z');
const subject = (name: string, version: string) => ({ name: parsePackageName(name), version: untrusted(version), isPublic: true });

async function newStore(): Promise<Store> {
  const home = mkdtempSync(join(tmpdir(), 'depsec-advisories-'));
  const store = await openStore({ home });
  onTestFinished(() => {
    store.close();
    rmSync(home, { recursive: true });
  });
  return store;
}

async function osvServer(records: readonly ServedRecord[], pageSize?: number): Promise<OsvServer> {
  const server = await startOsv({ records, ...(pageSize === undefined ? {} : { pageSize }) });
  onTestFinished(server.close);
  return server;
}

/** One run of depsec `minutes` after NOW. */
function runAt(minutes: number, store: Store, { url, isAsked = true }: { readonly url: string; readonly isAsked?: boolean }) {
  const clock = { ...hastyClock(), nowMs: () => NOW + minutes * MINUTE };
  const offline = openOfflineAdvisories({ snapshotFile: 'data/advisories.txt', ...(store.editions === null ? {} : { edition: store.editions }) });
  const osv = isAsked ? openOsv({ http: makeHttp(), url, clock, signal: new AbortController().signal }) : null;
  return createAdvisoryLookUp({ online: createOnlineAdvisories({ osv, cache: store.advisories, offline, clock }), isAsked, offline, evaluate: createEvaluator(), clock });
}

const idsIn = ({ advisories = [] }: Awaited<ReturnType<ReturnType<typeof runAt>['ask']>>): readonly string[] => advisories.map(({ id }) => String(id));
const batches = ({ requests }: OsvServer): number => requests.filter((path) => path.endsWith('querybatch')).length;
const noServer = { url: 'http://127.0.0.1:9' };

test('online says what offline says, for projects whose records fill many pages', async () => {
  const records = [...pypaRecords(), ...otherRecords()];
  const server = await osvServer(records, 7);
  const run = runAt(0, await newStore(), server);
  const names = [...new Set(records.flatMap(({ affected }) => affected.map((one) => parsePackageName(one.package.name))))].slice(0, 150);
  const snapshot = openSnapshot('data/advisories.txt');
  const subjects = names.map((name) => subject(name, snapshot.recordsFor(name)[0]?.affected[0]?.ranges[0]?.at(-1)?.[1] ?? '1.0'));
  run.askSoon(subjects);
  const online = await Promise.all(subjects.map(async (one) => (await run.ask(one)).advisories ?? []));
  const offline = subjects.map(({ name, version }) => prepare(name, snapshot.recordsFor(name))(version).advisories);
  expect(online.map((advisories) => new Set(advisories.map(({ id, fixedIn, severity, affected }) => [id, fixedIn, severity, affected].join(' ')))))
    .toEqual(offline.map((advisories) => new Set(advisories.map(({ id, fixedIn, severity, affected }) => [id, fixedIn, severity, affected].join(' ')))));
  expect(batches(server)).toBeGreaterThan(1);
  // What ships in the same state is not fetched again.
  expect(server.requests.filter((path) => path.includes('/vulns/')).length).toBeLessThan(30);
});

test('2,500 names are asked about in three requests, each name once', async () => {
  const server = await osvServer(otherRecords());
  const run = runAt(0, await newStore(), server);
  const subjects = Array.from({ length: 2_500 }, (_, index) => subject(`package-${index}`, '1.0'));
  run.askSoon(subjects);
  await Promise.all(subjects.map(run.ask));
  expect([batches(server), server.names.length]).toEqual([3, 2_500]);
});

test('a name that does not come from the public index never leaves the machine, and nothing is missing', async () => {
  const server = await osvServer(otherRecords());
  const run = runAt(0, await newStore(), server);
  const secret = { name: parsePackageName('litellm'), version: untrusted('1.82.7') };
  run.askSoon([secret]);
  expect(await run.ask(secret)).toEqual({});
  expect([server.requests, run.notices()]).toEqual([[], []]);
});

test('the version is not told to the service', async () => {
  const server = await osvServer(otherRecords());
  let asked = '';
  server.faults.set('batch', (response, honest, request) => {
    asked = JSON.stringify(request.headers);
    response.writeHead(200).end(honest);
  });
  await runAt(0, await newStore(), server).ask(subject('jinja2', '3.1.3'));
  expect(server.names).toEqual(['jinja2']);
  expect(asked).not.toContain('3.1.3');
});

test('an answer serves for an hour, one about malware for a quarter of it', async () => {
  const server = await osvServer(otherRecords());
  const store = await newStore();
  const askedAt = async (minutes: number, name: string): Promise<number> => {
    const before = batches(server);
    await runAt(minutes, store, server).ask(subject(name, '1'));
    return batches(server) - before;
  };
  expect([await askedAt(0, 'jinja2'), await askedAt(59, 'jinja2'), await askedAt(61, 'jinja2')]).toEqual([1, 0, 1]);
  expect([await askedAt(0, 'litellm'), await askedAt(14, 'litellm'), await askedAt(16, 'litellm')]).toEqual([1, 0, 1]);
  // The clock was put back: nobody knows how old the answer is.
  expect(await askedAt(-600, 'jinja2')).toBe(1);
});

test('a record is fetched once for each state of it', async () => {
  const server = await osvServer(otherRecords().map((record) => ({ ...record, modified: '2026-11-01T00:00:00Z' })));
  const store = await newStore();
  const fetched = (): number => server.requests.filter((path) => path.includes('/vulns/')).length;
  for (const minutes of [0, 120]) await runAt(minutes, store, server).ask(subject('jinja2', '3.1.3'));
  expect(fetched()).toBe(1);
  for (const record of otherRecords()) server.records.set(record.id, { ...record, modified: '2026-11-26T00:00:00Z' });
  await runAt(240, store, server).ask(subject('jinja2', '3.1.3'));
  expect(fetched()).toBe(2);
});

test('when OSV cannot be asked, its answers of up to seven days ago serve, and it is said', async () => {
  const server = await osvServer(otherRecords());
  const store = await newStore();
  await runAt(0, store, server).ask(subject('jinja2', '3.1.3'));
  const run = runAt(5 * 60 + 10, store, noServer);
  const known = await run.ask(subject('jinja2', '3.1.3'));
  expect(idsIn(known)).toEqual(['CVE-2024-34064']);
  expect(known.gaps).toEqual([{ kind: 'service', what: 'OSV', why: expect.stringContaining('refused') }]);
  expect(run.notices()).toEqual([{ level: 'info', text: 'Advisories: using answers of OSV from 5 hours ago.' }]);
  const later = runAt(8 * 24 * 60, store, noServer);
  expect(idsIn(await later.ask(subject('jinja2', '3.1.3')))).toEqual(['CVE-2024-34064']);
  expect(later.notices()).toEqual([{ level: 'warning', text: expect.stringMatching(/^the advisories that ship with depsec are 7\d\d days old/) }]);
});

test('a service that is not asked leaves no gap: earlier answers serve where they are newer, else what is on this machine', async () => {
  const server = await osvServer(otherRecords().map((record) => ({ ...record, id: `NEW-${record.id}`, aliases: [], modified: '2026-11-26T00:00:00Z' })));
  const store = await newStore();
  await runAt(0, store, server).ask(subject('jinja2', '3.1.3'));
  const offline = runAt(30, store, { ...server, isAsked: false });
  expect(await offline.ask(subject('jinja2', '3.1.3'))).toMatchObject({ advisories: [{ id: 'NEW-GHSA-h75v-3vvj-5mfj' }], gaps: [] });
  expect(await offline.ask(subject('litellm', '1.82.8'))).toMatchObject({ advisories: [{ id: 'MAL-2026-2144', kind: 'malware', severity: 'critical' }], gaps: [] });
  expect(offline.notices()).toEqual([{ level: 'warning', text: expect.stringContaining('that ship with depsec') }]);
  expect(batches(server)).toBe(1);
});

test('a service that is down is asked once in a run', async () => {
  const server = await osvServer(otherRecords());
  server.faults.set('batch', (response) => void response.writeHead(500).end());
  const run = runAt(0, await newStore(), server);
  for (const name of ['jinja2', 'litellm', 'flask']) await run.ask(subject(name, '1'));
  // The first try and its two repetitions.
  expect(batches(server)).toBe(3);
});

test('where records do not come, three are tried and then none', async () => {
  const records = Array.from({ length: 200 }, (_, index) => ({ id: `CVE-2026-${index}`, modified: '2026-11-26T00:00:00Z', affected: [{ package: { ecosystem: 'PyPI', name: 'many' }, versions: ['1'] }] }));
  const server = await osvServer(records);
  server.faults.set('record', (response) => void response.writeHead(403).end());
  const known = await runAt(0, await newStore(), server).ask(subject('many', '1'));
  // Those that were under way when the third came back have been asked for.
  expect(server.requests.length).toBeLessThan(20);
  expect(known.advisories).toEqual([]);
  expect(known.gaps?.map(({ what }) => String(what))).toContainEqual(expect.stringMatching(/^advisories CVE-2026-\d+, CVE-2026-\d+, CVE-2026-\d+ and \d+ more$/));
});
