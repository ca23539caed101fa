import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { updateDatabase, type UpdateShop } from '../../src/app/update-db.js';
import { prepare } from '../../src/sources/advisories/evaluate.js';
import { openOfflineAdvisories } from '../../src/sources/offline-advisories.js';
import { openStore } from '../../src/store/open-store.js';
import { hastyClock, serve, type Loopback } from '../platform/loopback.js';
import { writeZip } from '../support/archives/zip-writer.js';

/** A record as OSV writes it. */
interface Raw {
  readonly id: string;
  readonly modified: string;
  readonly [more: string]: unknown;
}

/** An advisory against acorn before 2. */
export const acorn = (id: string, more: Readonly<Record<string, unknown>> = {}): Raw => ({
  id, modified: '2026-11-01T00:00:00Z', affected: [{ package: { ecosystem: 'PyPI', name: 'acorn' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }] }], ...more,
});

/** The archive of a mirror. */
export const zipOf = (records: readonly Raw[]): Buffer => writeZip(records.map((record) => ({ name: `${record.id}.json`, data: Buffer.from(JSON.stringify(record)) })));
const csvOf = (records: readonly Raw[]): string => records.map(({ id, modified }) => `${modified},${id}\n`).join('');

/** What a mirror holds: the bytes of each file by its name. */
export type Files = Map<string, Buffer>;

/** A mirror in the full layout. */
export function filesOf(records: readonly Raw[]): Files {
  return new Map([['all.zip', zipOf(records)], ['modified_id.csv', Buffer.from(csvOf(records))], ...records.map((record) => [`${record.id}.json`, Buffer.from(JSON.stringify(record))] as const)]);
}

function send({ method, headers }: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
  const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '');
  const base = { etag, 'accept-ranges': 'bytes' };
  if (method === 'HEAD') return void response.writeHead(200, { ...base, 'content-length': bytes.length }).end();
  if (!range || headers['if-range'] !== etag) return void response.writeHead(200, base).end(bytes);
  const part = bytes.subarray(Number(range[1]), Number(range[2]) + 1);
  response.writeHead(206, { ...base, 'content-length': part.length, 'content-range': `bytes ${range[1]}-${Number(range[1]) + part.length - 1}/${bytes.length}` }).end(part);
}

/** Serves a mirror until the test ends. `fault` may answer in its place. */
export async function mirrorOf(files: Files, fault: (name: string, response: ServerResponse) => boolean = () => false): Promise<Loopback> {
  return await serve((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const bytes = files.get(name);
    if (fault(name, response)) return;
    if (bytes) send(request, response, bytes);
    else response.writeHead(404).end();
  });
}

/** What an update works with, in a home of its own. */
export async function newShop(): Promise<UpdateShop> {
  const path = mkdtempSync(join(tmpdir(), 'depsec-update-'));
  const store = await openStore({ home: path });
  onTestFinished(() => {
    store.close();
    rmSync(path, { recursive: true });
  });
  return { store, home: { path, temporary: false, notice: null }, clock: hastyClock(), signal: new AbortController().signal, environment: { proxies: { http: null, https: null, none: null }, certFile: null } };
}

/** Updates from there, unseen. */
export const update = (from: string, shop: UpdateShop): Promise<readonly string[]> => updateDatabase({ from, offline: false }, shop, { phase: () => undefined, advance: () => undefined });

/** What then answers offline. */
export const offlineOf = ({ store }: UpdateShop) => openOfflineAdvisories({ snapshotFile: 'data/advisories.txt', ...(store.editions === null ? {} : { edition: store.editions }) });

/** What is known of acorn 1. */
export function known(shop: UpdateShop): readonly string[] {
  const { records } = offlineOf(shop).answer('acorn');
  const { advisories, unread } = prepare('acorn', records)('1');
  return [...advisories.map(({ id }) => String(id)), ...unread.map(({ id, why }) => `${id}: ${why}`)].toSorted((a, b) => (a < b ? -1 : 1));
}
