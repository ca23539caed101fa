import type { Connection } from './driver.js';
import { inTransaction } from './in-transaction.js';

/** Steps from nothing to the newest schema; a new one is appended, an old one never changed. `user_version` counts the steps done. */
const MIGRATIONS = [
  `CREATE TABLE analyses (
     sha256 TEXT NOT NULL, ruleset TEXT NOT NULL, digest TEXT NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (sha256, ruleset)
   ) WITHOUT ROWID`,
  `CREATE TABLE advisory_answers (name TEXT PRIMARY KEY, asked_at INTEGER NOT NULL, digest TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE advisory_records (id TEXT PRIMARY KEY, modified TEXT NOT NULL, digest TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE advisory_editions (edition INTEGER PRIMARY KEY AUTOINCREMENT, complete INTEGER NOT NULL, as_of INTEGER NOT NULL);
   CREATE TABLE advisories (
     edition INTEGER NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (edition, name, id)
   ) WITHOUT ROWID;
   CREATE INDEX advisories_by_id ON advisories (edition, id)`,
  'CREATE TABLE answers (key TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID',
  `CREATE TABLE monitor_states (environment TEXT PRIMARY KEY, digest TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE monitor_holders (environment TEXT PRIMARY KEY, digest TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE monitor_outbox (
     number INTEGER PRIMARY KEY AUTOINCREMENT, environment TEXT NOT NULL, channel TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, value TEXT NOT NULL
   );
   CREATE INDEX monitor_outbox_by_environment ON monitor_outbox (environment, channel, number)`,
];

function versionOf(connection: Connection): number {
  const row = connection.get('PRAGMA user_version');
  return typeof row === 'object' && row !== null && 'user_version' in row ? Number(row.user_version) : 0;
}

/** Brings a database up to date. One of a newer depsec is left as it is: tables are only ever added, so this one can use it too. */
export function migrate(connection: Connection): void {
  if (versionOf(connection) >= MIGRATIONS.length) return;
  // Twenty processes may start at once on an empty home: one migrates, the others wait here and then find it done.
  inTransaction(connection, () => {
    for (const step of MIGRATIONS.slice(versionOf(connection))) connection.exec(step);
    if (versionOf(connection) < MIGRATIONS.length) connection.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}
