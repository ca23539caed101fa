import { expect, test } from 'vitest';
import type { Connection } from '../../src/store/driver.js';
import { inTransaction } from '../../src/store/in-transaction.js';
import { onDisk, openRaw } from './sqlite-here.js';

const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

test.each(onDisk.slice(0, 1))('%s: work that fails takes back what it did, and its own error is told', () => {
  const connection = openRaw(':memory:');
  connection.exec('CREATE TABLE t (n)');
  expect(() => inTransaction(connection, () => { connection.run('INSERT INTO t VALUES (1)'); throw full; })).toThrow(full);
  expect(connection.all('SELECT n FROM t')).toEqual([]);
});

test.each(onDisk.slice(0, 1))('%s: also where SQLite has taken it back by itself, as it does on a full disk', () => {
  const connection = openRaw(':memory:');
  expect(() => inTransaction(connection, () => { connection.exec('ROLLBACK'); throw full; })).toThrow(full);
});

/** A connection that cannot take anything back. */
const failing = (error: Error): Connection => ({ exec: (sql) => { if (sql === 'ROLLBACK') throw error; }, get: () => null, all: () => [], run: () => undefined, close: () => undefined });

test('a disk that fails at that as well does not hide what went wrong first; a mistake of ours would be told', () => {
  const again = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
  expect(() => inTransaction(failing(again), () => { throw full; })).toThrow(full);
  expect(() => inTransaction(failing(new Error('wrong SQL')), () => { throw full; })).toThrow('wrong SQL');
});
