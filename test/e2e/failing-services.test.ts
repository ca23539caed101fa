import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectEnd, expectReadable } from '../support/expectations.js';
import { startFailing } from '../support/servers/failing-server.js';
import { ground } from '../support/given.js';
import { closedPort } from '../support/servers/index-server.js';
import { environmentWith } from '../support/installed.js';
import { parseObject } from '../support/json.js';
import { batchFaults, recordFaults, transportFaults, unusableRecords, type Failing } from '../support/servers/osv-faults.js';
import { startOsv } from '../support/servers/osv-server.js';
import { sandboxOn, type Sandbox } from '../support/runs/sandbox.js';

interface Gap {
  readonly what: string;
  readonly why: RegExp;
}

interface Services {
  readonly osv: string;
  readonly index: string;
  /** Whether the index is a public one, which is asked about what is installed. */
  readonly isPublic: boolean;
}

let box: Sandbox;
let venv: string;
// An environment in which nothing lies but a version that what ships has an advisory about; to look at it takes no pip.
beforeAll(() => {
  box = sandboxOn(ground());
  venv = environmentWith([{ name: 'jinja2', version: '3.1.3', files: { 'jinja2/__init__.py': '"""Nothing."""\n' } }], { ground: ground(), folder: join(box.folder, 'bare') });
});
afterAll(() => box.remove());

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** A scan for people, and one for programs under --fail-closed, both by a user who has never asked anybody. */
async function scan({ osv, index, isPublic }: Services) {
  // Not named after the port, which the system may give out again.
  const home = mkdtempSync(join(box.folder, 'home-'));
  const env = { HOME: home, USERPROFILE: home, DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv, PIP_INDEX_URL: `${index}/simple/`, DEPSEC_PUBLIC_INDEXES: isPublic ? `${index}/simple/` : undefined };
  const open = await box.depsec(['scan', '--verbose'], { env, venv });
  const closed = await box.depsec(['scan', '--fail-closed', '--format', 'json'], { env, venv });
  expectReadable(open);
  const said = [...flat(open.stdout).matchAll(/Could not check ([^:]+): (.+?) \(1 package\)/g)].map(([, what = '', why = '']) => ({ what, why }));
  return { codes: [open.code, closed.code], said, summary: open.stdout.trimEnd().split('\n').at(-1), closed: parseObject(closed.stdout) };
}

/** What is not known is said and changes nothing else; under --fail-closed, with the same words, it is exit code 3. */
function outcome(known: readonly Gap[]) {
  const gaps = known.map(({ what, why }) => ({ what, why: expect.stringMatching(why) }));
  const held = { level: 'warning', text: 'something could not be checked, and fail_closed is set, so the run fails' };
  return {
    codes: [0, 3],
    said: gaps,
    summary: '0 packages safe · 1 warning · 0 blocked · 1 not fully checked',
    closed: {
      results: [{ name: 'jinja2', verdict: 'warned', gaps, findings: [{ advisory: { id: 'CVE-2024-34064' } }] }],
      notices: expect.arrayContaining([held]),
      summary: { warned: 1, blocked: 0, gaps: gaps.length },
    },
  };
}

const osvGap = (why: RegExp): Gap => ({ what: 'OSV', why });
const indexGap = (why: RegExp): Gap => ({ what: 'what the index knows of the project', why });
/** The index says the same of itself, but for what only OSV would have had to answer. It has half the time, which a busy machine may use up. */
const ofIndex = ({ source }: RegExp): RegExp => new RegExp(`in time|${source.startsWith('OSV') ? 'answers with something that is not about this project' : source}`);

const faultCalled = (faults: readonly Failing[], name: string): Failing => faults.find(([each]) => each === name) ?? (() => { throw new Error(`no fault is called ${name}`); })();

// One of each kind: silence, a connection that breaks, refusals, a lie, too much, a way elsewhere. What HTTP makes of all others is seen in test/sources/osv-faults.test.ts, and what becomes of an answer in index-metadata.test.ts.
const OF_EACH_KIND = ['never answers', 'sends half a body', 'answers with 429 and wants an hour', 'answers with 503 and no day', 'sends a web page', 'sends deep JSON', 'sends a gzip bomb', 'redirects to a file'];
const OF_RESULTS = ['has too few results', 'has pages without end'];

describe('what services that fail cannot tell is said, what ships with depsec serves, and only --fail-closed fails the run', () => {
  test.concurrent.for(OF_EACH_KIND.map((name) => faultCalled(transportFaults, name)))('OSV and the index, each of which %s', async ([, fault, why], { onTestFinished }) => {
    const { url, close } = await startFailing(fault);
    onTestFinished(close);
    expect(await scan({ osv: url, index: url, isPublic: true })).toMatchObject(outcome([osvGap(why), indexGap(ofIndex(why))]));
  });

  test.concurrent.for(OF_RESULTS.map((name) => faultCalled(batchFaults, name)))('OSV, which %s', async ([, fault, why], { onTestFinished }) => {
    const { url, close } = await startFailing(fault);
    onTestFinished(close);
    expect(await scan({ osv: url, index: url, isPublic: false })).toMatchObject(outcome([osvGap(why)]));
  });

  test.concurrent('OSV and the index, of which nobody is there', async () => {
    const url = `http://127.0.0.1:${await closedPort()}`;
    expect(await scan({ osv: url, index: url, isPublic: true })).toMatchObject(outcome([osvGap(/the connection was refused/), indexGap(/the connection was refused/)]));
  });
});

test.concurrent('each record that cannot be had, read or applied is a gap that names it', async ({ onTestFinished }) => {
  const ways: readonly Failing[] = [...recordFaults, ...unusableRecords];
  const records = ways.map((_, at) => ({ id: `TEST-${at}`, modified: '2026-11-01T00:00:00Z', affected: [{ package: { ecosystem: 'PyPI', name: 'jinja2' } }] }));
  const server = await startOsv({ records });
  onTestFinished(server.close);
  server.faults.set('record', (response, honest, request) => ways[Number(/\d+$/.exec(request.url ?? '')?.[0])]?.[1](response, honest, request));
  const { codes, said, closed } = await scan({ osv: server.url, index: server.url, isPublic: false });
  expect(codes).toEqual([0, 3]);
  expect(closed).toMatchObject({ results: [{ gaps: said }] });
  const silent = ways.filter(([, , why], at) => !said.some((gap) => new RegExp(`\\bTEST-${at}\\b`).test(gap.what) && why.test(gap.why)));
  expect(silent).toEqual([]);
});

const NO_INDEX = /no package index answers: \S+ \((.+)\)/;
const indexFaults: readonly (readonly [string, RegExp])[] = [
  ['never answers', /no answer from \S+ within 2000 ms/],
  ['closes the connection', NO_INDEX],
  ['answers with 500', /petals\/: answers with status 500/],
  ['answers with 403', /petals\/: refuses access \(403\)/],
  ['sends a web page', /petals\/: is no page of a package index about petals → does it, or the network, ask you to log in\?/],
  ['sends a gzip bomb', /petals\/: is no page of a package index about petals/],
  ['redirects in a circle', /petals\/: redirects more than 10 times/],
  ['redirects to a file', /petals\/: redirects to something that is not http/],
];

// Not at the same time: whether an index is there at all is found out within two seconds.
test.for(indexFaults)('without its only index, which %s, an audit cannot know what would be installed, and exits 3', async ([name, words], { onTestFinished }) => {
  const { url, close } = await startFailing(faultCalled(transportFaults, name)[1]);
  onTestFinished(close);
  const done = await box.depsec(['audit', '-i', `${url}/simple/`, 'petals']);
  expectEnd(done, 3);
  expect(flat(done.stderr)).toMatch(words);
});
