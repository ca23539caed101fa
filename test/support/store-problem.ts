import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadBetterSqlite3 } from '../../src/store/better-sqlite3-driver.js';
import { loadNodeSqlite } from '../../src/store/node-sqlite-driver.js';

/** What is wrong with the stores in depsec's own folder; null for nothing. */
export async function storeProblem(home: string): Promise<string | null> {
  const driver = (await loadBetterSqlite3()) ?? (await loadNodeSqlite());
  for (const name of readdirSync(home)) {
    if (/damaged/.test(name)) return `the store was damaged: ${readdirSync(home).join(' ')}`;
    if (driver === null || !/^store-\d+\.db$/.test(name)) continue;
    const database = driver.open(join(home, name));
    const found = JSON.stringify(database.get('PRAGMA integrity_check'));
    database.close();
    if (found !== '{"integrity_check":"ok"}') return found;
  }
  return null;
}
