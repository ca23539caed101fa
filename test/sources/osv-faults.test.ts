import { describe, expect, onTestFinished, test } from 'vitest';
import { createAdvisoryLookUp } from '../../src/app/look-up/advisories.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { decide } from '../../src/policy/decide.js';
import { exitCode } from '../../src/policy/exit-code.js';
import { createEvaluator } from '../../src/sources/advisories/by-name.js';
import { createOnlineAdvisories } from '../../src/sources/advisories/online.js';
import { openOfflineAdvisories } from '../../src/sources/offline-advisories.js';
import { openOsv } from '../../src/sources/osv.js';
import { forgetfulCache } from '../../src/store/advisory-cache.js';
import { hastyClock, makeHttp } from '../platform/loopback.js';
import { artifact, policy } from '../policy/reports.js';
import { batchFaults, endless, recordFaults, transportFaults, unusableRecords } from '../support/servers/osv-faults.js';
import { startOsv, type OsvFault, type OsvServer } from '../support/servers/osv-server.js';
import { otherRecords } from './advisories/shared-records.js';

const JINJA = { id: 'GHSA-h75v-3vvj-5mfj', cve: 'CVE-2024-34064' };
const subject = { name: parsePackageName('Jinja2'), version: untrusted('3.1.3'), isPublic: true } as const;

async function osvServer(): Promise<OsvServer> {
  // Newer than what ships, so that the record itself is asked for too.
  const server = await startOsv({ records: otherRecords().map((record) => ({ ...record, modified: '2026-11-01T00:00:00Z' })) });
  onTestFinished(server.close);
  return server;
}

/** What is known of Jinja2 3.1.3 with a server at `url`. */
async function ask(url: string, { callMs = 10_000 }: { readonly callMs?: number } = {}) {
  const clock = hastyClock();
  const offline = openOfflineAdvisories({ snapshotFile: 'data/advisories.txt' });
  const osv = openOsv({ http: makeHttp(), url, clock, signal: new AbortController().signal, limits: { callMs, runMs: 30_000 } });
  const lookUp = createAdvisoryLookUp({ online: createOnlineAdvisories({ osv, cache: forgetfulCache(), offline, clock }), isAsked: true, offline, evaluate: createEvaluator(), clock });
  const { advisories = [], gaps = [] } = await lookUp.ask(subject);
  const decision = decide({ artifact, findings: [], gaps, cached: false, timings: {} }, policy());
  const exitCodes = [false, true].map((failClosed) => exitCode({ decisions: [decision], problems: [], failClosed }));
  return { ids: advisories.map(({ id }) => String(id)), gaps: gaps.map(({ kind, what, why }) => ({ kind, what: String(what), why: String(why) })), exitCodes, notices: lookUp.notices() };
}

const failing = async (question: 'batch' | 'record', fault: OsvFault, name = '') => {
  const server = await osvServer();
  server.faults.set(question, fault);
  return { server, ...(await ask(server.url, endless.has(name) ? { callMs: 1_500 } : {})) };
};

test('OSV that answers leaves no gap, and its record is the newest', async () => {
  const server = await osvServer();
  expect(await ask(server.url)).toEqual({ ids: [JINJA.cve], gaps: [], exitCodes: [0, 0], notices: [] });
  expect(server.requests).toEqual(['POST /v1/querybatch', `GET /v1/vulns/${JINJA.id}`]);
});

describe.each([...transportFaults, ...batchFaults])('OSV that %s', (...[name, fault, why]) => {
  test('is one gap, the advisories that ship serve, and only fail_closed fails the run', async () => {
    const { ids, gaps, exitCodes, notices } = await failing('batch', fault, name);
    expect(gaps).toEqual([{ kind: 'service', what: 'OSV', why: expect.stringMatching(why) }]);
    expect(exitCodes).toEqual([0, 3]);
    expect(ids).toEqual([JINJA.cve]);
    expect(notices).toEqual([{ level: 'warning', text: expect.stringContaining('the advisories that ship with depsec are') }]);
  });
});

describe.each([...transportFaults, ...recordFaults])('a record of OSV, where OSV %s,', (...[name, fault, why]) => {
  test('is a gap that names it; what is known of it serves', async () => {
    const { ids, gaps, exitCodes } = await failing('record', fault, name);
    expect(gaps).toEqual([{ kind: 'service', what: `advisory ${JINJA.id}`, why: expect.stringMatching(why) }]);
    expect(exitCodes).toEqual([0, 3]);
    expect(ids).toEqual([JINJA.cve]);
  });
});

test.each(unusableRecords)('a record %s could not be checked, and is not taken for clean', async (_, fault, why) => {
  const { gaps, exitCodes } = await failing('record', fault);
  expect(gaps).toEqual([{ kind: 'service', what: `advisory ${JINJA.id}`, why: expect.stringMatching(why) }]);
  expect(exitCodes).toEqual([0, 3]);
});

test('nobody at the address is one gap', async () => {
  const server = await startOsv({ records: [] });
  await server.close();
  expect((await ask(server.url)).gaps).toEqual([{ kind: 'service', what: 'OSV', why: expect.stringContaining('the connection was refused') }]);
});

test('a fault that passes is tried again and leaves no gap', async () => {
  let count = 0;
  const { gaps, ids, server } = await failing('batch', (response, honest) => void response.writeHead((count += 1) < 3 ? 503 : 200).end(honest));
  expect({ gaps, ids }).toEqual({ gaps: [], ids: [JINJA.cve] });
  expect(server.requests.filter((path) => path.endsWith('querybatch'))).toHaveLength(3);
});
