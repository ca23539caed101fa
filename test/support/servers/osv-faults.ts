import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { OsvFault } from './osv-server.js';

/** A way to fail: what the service does, and what depsec says of it. */
export type Failing = readonly [does: string, fault: OsvFault, why: RegExp];

const status = (code: number, headers: Readonly<Record<string, string>> = {}): OsvFault => (response) => void response.writeHead(code, headers).end('{}');
const says = (text: string | Buffer, headers: Readonly<Record<string, string>> = {}): OsvFault => (response) => void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);

function drip(response: ServerResponse, honest: string): void {
  response.writeHead(200, { 'content-length': honest.length });
  let sent = 0;
  const timer = setInterval(() => response.write(honest.charAt(sent++)), 100);
  response.on('close', () => clearInterval(timer));
}

function halfOf(response: ServerResponse, honest: string): void {
  response.writeHead(200, { 'content-length': honest.length + 100 }).write(honest.slice(0, honest.length / 2));
  setTimeout(() => response.destroy(), 20);
}

const badGzip = gzipSync('{"results":[]}').map((byte, index) => (index > 12 ? byte ^ 0xff : byte));

/** Faults that only a deadline ends. */
export const endless: ReadonlySet<string> = new Set(['never answers', 'sends ten bytes a second']);

/** Ways for any answer of OSV to fail. */
export const transportFaults: readonly Failing[] = [
  ['never answers', () => undefined, /no complete answer in time/],
  ['closes the connection', (response) => void response.destroy(), /the connection broke off/],
  ['sends half a body', halfOf, /broke off|shorter or longer than announced/],
  ['sends ten bytes a second', drip, /no complete answer in time/],
  ['answers with 429', status(429), /answers with status 429/],
  ['answers with 429 and wants an hour', status(429, { 'retry-after': '3600' }), /answers with status 429/],
  ['answers with 500', status(500), /answers with status 500/],
  ['answers with 502', status(502), /answers with status 502/],
  ['answers with 503 and no day', status(503, { 'retry-after': 'yesterday' }), /answers with status 503/],
  ['answers with 401', status(401), /asks for a user name and password/],
  ['answers with 403', status(403), /refuses access/],
  ['answers with 407', status(407), /the proxy asks for a user name/],
  ['answers with 204', (response) => void response.writeHead(204).end(), /answers with status 204/],
  ['sends a web page', says('<!doctype html><title>Welcome to our network</title>', { 'content-type': 'text/html' }), /OSV answers with something/],
  ['sends nothing', says(''), /OSV answers with something/],
  ['sends null', says('null'), /OSV answers with something/],
  ['sends a list', says('[]'), /OSV answers with something/],
  ['sends a number', says('42'), /OSV answers with something/],
  ['sends deep JSON', says('['.repeat(2_000_000)), /OSV answers with something/],
  ['sends deep JSON that ends', says(`${'{"results":'.repeat(100_000)}1${'}'.repeat(100_000)}`), /OSV answers with something/],
  ['sends JSON that breaks off', (response, honest) => void response.writeHead(200).end(honest.slice(0, -2)), /OSV answers with something/],
  ['sends a gzip bomb', says(gzipSync(Buffer.alloc(70_000_000)), { 'content-encoding': 'gzip' }), /is larger than \d+ bytes/],
  ['sends damaged gzip', says(Buffer.from(badGzip), { 'content-encoding': 'gzip' }), /its compressed answer is damaged/],
  ['sends an unknown encoding', says('{}', { 'content-encoding': 'br' }), /compressed in a way that was not asked for/],
  ['says no HTTP', (response) => { response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'); }, /not HTTP|broke off/],
  ['redirects in a circle', (response, _, request) => void response.writeHead(302, { location: request.url ?? '/' }).end(), /redirects more than|answers with status 302/],
  ['redirects to a file', (response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(), /not http|answers with status 302/],
];

const answers = (text: string): OsvFault => (response) => void response.writeHead(200).end(text);

/** Ways for OSV to answer something else than what was asked about projects. */
export const batchFaults: readonly Failing[] = [
  ['answers with 404', (response) => void response.writeHead(404).end(), /not found \(404\)/],
  ['has no results', answers('{}'), /something else than a result for each question/],
  ['has too few results', answers('{"results":[]}'), /something else than a result for each question/],
  ['has too many results', answers('{"results":[{},{}]}'), /something else than a result for each question/],
  ['has a result that is null', answers('{"results":[null]}'), /something that is no result/],
  ['has advisories that are no list', answers('{"results":[{"vulns":{"id":"CVE-1"}}]}'), /no list of advisories/],
  ['has an advisory without id', answers('{"results":[{"vulns":[{"modified":"2024-01-01T00:00:00Z"}]}]}'), /names no advisory/],
  ['has an id that leads elsewhere', answers('{"results":[{"vulns":[{"id":"../../admin","modified":"2024-01-01T00:00:00Z"}]}]}'), /names no advisory/],
  ['has an id of a megabyte', answers(`{"results":[{"vulns":[{"id":"${'A'.repeat(1_000_000)}","modified":"2024-01-01T00:00:00Z"}]}]}`), /names no advisory/],
  ['has an advisory without a date', answers('{"results":[{"vulns":[{"id":"CVE-1"}]}]}'), /names no advisory/],
  ['has pages without end', answers('{"results":[{"next_page_token":"more"}]}'), /pages without end/],
];

type Json = Readonly<Record<string, unknown>>;

const changed = (change: (record: Json) => Json): OsvFault => (response, honest) => void response.writeHead(200).end(JSON.stringify(change(JSON.parse(honest) as Json)));

/** Answers with the record, which tells of its project what is given. */
const tells = (more: Json): OsvFault => changed((record) => {
  const [first] = record['affected'] as readonly Json[];
  return { ...record, affected: [{ package: first?.['package'], ...more }] };
});

/** Ways for OSV to answer something else than the record that was asked for. */
export const recordFaults: readonly Failing[] = [
  ['answers with 404', (response) => void response.writeHead(404).end('{}'), /OSV names it and does not have it/],
  ['answers with another record', answers('{"id":"GHSA-other","modified":"2024-01-01T00:00:00Z","affected":[]}'), /OSV answered with another record/],
  ['answers with a record of a future schema', changed((record) => ({ ...record, schema_version: '2.0.0' })), /its schema "2.0.0" is not known/],
  ['answers with a record without a date', changed(({ id, affected }) => ({ id, affected })), /does not say when it was modified/],
  ['answers with a record about nothing', changed(({ id, modified }) => ({ id, modified })), /says nothing about any project/],
];

/** What a record may say that nobody can apply to a version. */
export const unusableRecords: readonly Failing[] = [
  ['about another project', changed((record) => ({ ...record, affected: [{ package: { ecosystem: 'PyPI', name: 'markupsafe' }, versions: ['3.1.3'] }] })), /it says nothing about jinja2/],
  ['about another ecosystem', changed((record) => ({ ...record, affected: [{ package: { ecosystem: 'npm', name: 'jinja2' }, versions: ['3.1.3'] }] })), /it says nothing about jinja2/],
  ['with a range of a new kind', tells({ ranges: [{ type: 'LUNAR', events: [{ introduced: '0' }] }] }), /a range of a kind that is not known/],
  ['with a range of new events', tells({ ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { rumoured: '4' }] }] }), /an event that is not known/],
  ['with a range of no versions', tells({ ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: 'the beginning' }] }] }), /which is no version/],
  ['with a range that never begins', tells({ ranges: [{ type: 'ECOSYSTEM', events: [{ fixed: '4' }] }] }), /a range without a beginning/],
  ['without versions', tells({}), /no versions/],
];
