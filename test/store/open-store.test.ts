import { chmodSync, mkdtempSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore, type Store, type StoreKind } from '../../src/store/open-store.js';
import { openDatabase } from '../../src/store/database.js';
import type { Driver } from '../../src/store/driver.js';
import { loadBetterSqlite3 } from '../../src/store/better-sqlite3-driver.js';
import { loadNodeSqlite } from '../../src/store/node-sqlite-driver.js';
import { sqliteFault } from '../../src/store/sqlite-fault.js';
import { sha256Of } from './sha256-of.js';
import { kinds, onDisk, openRaw } from './sqlite-here.js';

const newHome = (): string => mkdtempSync(join(tmpdir(), 'depsec-store-'));
const file = sha256Of('a file');
const open = (home: string, prefer: StoreKind): Promise<Store> => openStore({ home, prefer });

test('without a wish one gets the best kind that loads here', async () => {
  const store = await openStore({ home: newHome() });
  expect(store.kind).toBe(kinds[0]);
  store.close();
});

test('better-sqlite3 is left alone by a Node that it ends, which has SQLite itself', async () => {
  expect(await Promise.all(['24.0.0', '24.21.0', '26.1.0'].map((node) => loadBetterSqlite3({ node })))).toEqual([null, null, null]);
});

test('a Node without SQLite says so by having no driver', async () => {
  expect(await loadNodeSqlite({ node: '20.19.0' })).toBeNull();
  expect(await loadNodeSqlite({ node: '22.12.0' })).toBeNull();
});

test('a database that cannot be closed is no error: what was written is written', () => {
  const connection = { exec: () => undefined, get: () => null, all: () => [], run: () => undefined };
  const driverOf = (code: string): Driver => ({ kind: 'better-sqlite3', open: () => ({ ...connection, close: () => { throw Object.assign(new Error('as SQLite says it'), { code }); } }) });
  expect(() => openDatabase({ driver: driverOf('SQLITE_IOERR'), home: newHome() }).close()).not.toThrow();
  expect(() => openDatabase({ driver: driverOf('ERR_OURS'), home: newHome() }).close()).toThrow('as SQLite says it');
});

const promises: readonly (readonly [string, (store: Store) => void])[] = [
  ['gives null for what was never put', ({ analyses }) => {
    expect(analyses.get(file, 'r1')).toBeNull();
  }],
  ['gives back what was put', ({ analyses }) => {
    analyses.put(file, 'r1', { findings: [{ rule: 'é\u0000"', line: 3 }], gaps: [] });
    expect(analyses.get(file, 'r1')).toEqual({ findings: [{ rule: 'é\u0000"', line: 3 }], gaps: [] });
  }],
  ['gives the newest value', ({ analyses }) => {
    analyses.put(file, 'r1', 1);
    analyses.put(file, 'r1', 2);
    expect(analyses.get(file, 'r1')).toBe(2);
  }],
  ['knows nothing under another rule set', ({ analyses }) => {
    analyses.put(file, 'r1', 1);
    expect(analyses.get(file, 'r2')).toBeNull();
  }],
  ['knows nothing of another file', ({ analyses }) => {
    analyses.put(file, 'r1', 1);
    expect(analyses.get(sha256Of('another'), 'r1')).toBeNull();
  }],
  ['keeps a copy that later changes do not reach', ({ analyses }) => {
    const value = { findings: ['one'] };
    analyses.put(file, 'r1', value);
    value.findings.push('two');
    expect(analyses.get(file, 'r1')).toEqual({ findings: ['one'] });
  }],
  ['refuses what JSON cannot hold', ({ analyses }) => {
    expect(() => analyses.put(file, 'r1', undefined)).toThrow(TypeError);
    expect(analyses.get(file, 'r1')).toBeNull();
  }],
  ['holds a value of megabytes', ({ analyses }) => {
    const value = 'x'.repeat(5_000_000);
    analyses.put(file, 'r1', value);
    expect(analyses.get(file, 'r1')).toBe(value);
  }],
  ['keeps answers of services apart from findings, by any question', ({ analyses, answers }) => {
    answers.put("https://index.invalid/pypi/x'; --/json", { etag: null, at: 1 });
    answers.put("https://index.invalid/pypi/x'; --/json", { etag: '"a"', at: 2 });
    expect(answers.get("https://index.invalid/pypi/x'; --/json")).toEqual({ etag: '"a"', at: 2 });
    expect(answers.get('https://index.invalid/pypi/y/json')).toBeNull();
    expect(analyses.get(file, 'r1')).toBeNull();
  }],
  ['takes hostile rule set names as data', ({ analyses }) => {
    analyses.put(file, "'; DROP TABLE analyses; --", 1);
    expect(analyses.get(file, "'; DROP TABLE analyses; --")).toBe(1);
  }],
];

test.each(kinds.flatMap((kind) => promises.map(([promise, check]) => ({ kind, promise, check }))))('$kind $promise', async ({ kind, check }) => {
  const store = await open(newHome(), kind);
  check(store);
  expect(store.notices()).toEqual([]);
  store.close();
});

test.each(onDisk)('%s keeps values from one run to the next, in a file for this user alone', async (kind) => {
  const home = newHome();
  const first = await open(home, kind);
  first.analyses.put(file, 'r1', 'kept');
  const modes = readdirSync(home).map((name) => statSync(join(home, name)).mode & 0o777);
  expect(modes.every((mode) => mode === 0o600)).toBe(true);
  first.close();
  const second = await open(home, kind);
  expect(second.analyses.get(file, 'r1')).toBe('kept');
  second.close();
});

test.each(onDisk)('%s closes a file that stands open to others', async (kind) => {
  const home = newHome();
  (await open(home, kind)).close();
  chmodSync(join(home, 'store-1.db'), 0o666);
  (await open(home, kind)).close();
  expect(statSync(join(home, 'store-1.db')).mode & 0o777).toBe(0o600);
});

test.each(onDisk)('%s sets a file that is no database aside, starts empty and says so', async (kind) => {
  const home = newHome();
  writeFileSync(join(home, 'store-1.db'), 'this is no database, whatever its name says'.repeat(50));
  const store = await open(home, kind);
  store.analyses.put(file, 'r1', 'new');
  expect(store.analyses.get(file, 'r1')).toBe('new');
  expect(store.notices()).toEqual([expect.stringContaining('was damaged')]);
  store.close();
  expect(readdirSync(home)).toEqual(expect.arrayContaining(['store-1.damaged', 'store-2.db']));
  const next = await open(home, kind);
  expect([next.analyses.get(file, 'r1'), next.notices()]).toEqual(['new', []]);
  next.close();
});

test.each(onDisk)('%s survives pages that are overwritten while it is in use', async (kind) => {
  const home = newHome();
  const writer = await open(home, kind);
  for (let i = 0; i < 300; i += 1) writer.analyses.put(sha256Of(`f${i}`), 'r1', 'x'.repeat(500));
  writer.close();
  const path = join(home, 'store-1.db');
  const bytes = readFileSync(path);
  bytes.fill(0xff, 4096);
  writeFileSync(path, bytes);
  const store = await open(home, kind);
  expect(store.analyses.get(sha256Of('f7'), 'r1')).toBeNull();
  store.analyses.put(sha256Of('f7'), 'r1', 'again');
  expect(store.analyses.get(sha256Of('f7'), 'r1')).toBe('again');
  expect(store.notices()).toHaveLength(1);
  store.close();
});

test.each(onDisk)('%s keeps no more than two damaged files', async (kind) => {
  const home = newHome();
  for (let i = 1; i <= 4; i += 1) {
    writeFileSync(join(home, `store-${i}.db`), 'damaged '.repeat(500));
    (await open(home, kind)).close();
  }
  expect(readdirSync(home).filter((name) => name.endsWith('.damaged'))).toEqual(['store-3.damaged', 'store-4.damaged']);
});

const columns = ['value', 'digest', 'sha256', 'ruleset'] as const;

test.each(onDisk.flatMap((kind) => columns.map((column) => ({ kind, column }))))('$kind never trusts a row whose $column was changed', async ({ kind, column }) => {
  const home = newHome();
  const store = await open(home, kind);
  const other = sha256Of('other');
  store.analyses.put(file, 'r1', { findings: ['malware'] });
  store.close();
  const changes = { value: '{"findings":[]}', digest: '0'.repeat(64), sha256: other, ruleset: 'r2' };
  const database = openRaw(join(home, 'store-1.db'));
  database.run(`UPDATE analyses SET ${column} = ?`, changes[column]);
  database.close();
  const reopened = await open(home, kind);
  expect([file, other].flatMap((sha) => ['r1', 'r2'].map((ruleset) => reopened.analyses.get(sha, ruleset)))).toEqual([null, null, null, null]);
  reopened.close();
});

test.each(onDisk)('%s uses a database of a newer depsec and does not rebuild it', async (kind) => {
  const home = newHome();
  const store = await open(home, kind);
  store.analyses.put(file, 'r1', 'kept');
  store.close();
  const database = openRaw(join(home, 'store-1.db'));
  database.exec('CREATE TABLE later (x); PRAGMA user_version = 99');
  database.close();
  const reopened = await open(home, kind);
  expect([reopened.analyses.get(file, 'r1'), reopened.notices()]).toEqual(['kept', []]);
  reopened.close();
});

test('a database behind a symbolic link, or a home that is gone, gives a memory store and a reason', async () => {
  const home = newHome();
  writeFileSync(join(home, 'elsewhere'), '');
  symlinkSync(join(home, 'elsewhere'), join(home, 'store-1.db'));
  for (const place of [home, join(home, 'gone')]) {
    const store = await openStore({ home: place });
    expect(store.kind).toBe('memory');
    // Where no SQLite loads, `doctor` tells, and a run has nothing to add.
    expect(store.notices().every((notice) => notice.includes('for this run only'))).toBe(true);
    expect(store.notices()).toHaveLength(Math.min(onDisk.length, 1));
  }
});

test.each([
  [{ code: 'SQLITE_BUSY_SNAPSHOT' }, 'busy'],
  [{ code: 'SQLITE_CORRUPT_INDEX' }, 'damaged'],
  [{ code: 'SQLITE_NOTADB' }, 'damaged'],
  [{ code: 'SQLITE_FULL' }, 'disk'],
  [{ code: 'ERR_SQLITE_ERROR', errcode: 5 }, 'busy'],
  [{ code: 'ERR_SQLITE_ERROR', errcode: 267 }, 'damaged'],
  [{ code: 'ERR_SQLITE_ERROR', errcode: 778 }, 'disk'],
  [{ code: 'SQLITE_ERROR' }, null],
  [{ code: 'ERR_SQLITE_ERROR', errcode: 1 }, null],
  [{}, null],
])('the error %j means %s', (fields, fault) => {
  expect(sqliteFault(Object.assign(new Error('x'), fields))).toBe(fault);
});
