import { ToolError } from '../core/errors.js';
import type { ProcessMark } from '../core/journal.js';
import type { Parcel } from '../monitor/deliver.js';
import { seal, unseal } from './checked-value.js';
import type { Database } from './database.js';
import type { Connection } from './driver.js';
import { inTransaction } from './in-transaction.js';
import { isMark } from './journal-shape.js';

export type Channel = 'file' | 'webhook';

/** One environment's part of the monitor's state: what the last run saw, and reports that have yet to arrive. */
export interface MonitorBook {
  /** What was kept; null before the first run, and when it is no longer what was kept. */
  readonly last: () => unknown;
  /** Keeps what a run saw together with its reports, in one step: after a crash both are there or neither. */
  readonly record: (snapshot: unknown, reports: Outgoing) => void;
  readonly pending: (channel: Channel) => readonly Parcel[];
  readonly arrived: (channel: Channel, parcel: Parcel) => void;
  /** Takes the environment for a process; gives the one that has it, if it lives. */
  readonly claim: (own: ProcessMark, isAlive: (mark: ProcessMark) => boolean) => ProcessMark | null;
  readonly release: (own: ProcessMark) => void;
}

/** A report and the ways that it is to go. */
export interface Outgoing {
  readonly id: string;
  readonly body: string;
  readonly channels: readonly Channel[];
}

const busy = (): ToolError => new ToolError('disk', 'the store is busy: another depsec writes to it', { hint: 'try again in a moment' });

const columnsOf = (row: unknown): Readonly<Record<string, unknown>> => (typeof row === 'object' && row !== null ? { ...row } : {});

function parcelOf(row: unknown, environment: string): readonly Parcel[] {
  const { number, id } = columnsOf(row);
  const body = unseal(['report', environment, String(id)], row);
  return typeof body === 'string' ? [{ number: Number(number), id: String(id), body }] : [];
}

function holderIn(connection: Connection, environment: string): ProcessMark | null {
  const mark = unseal(['monitor', environment], connection.get('SELECT digest, value FROM monitor_holders WHERE environment = ?', environment));
  return isMark(mark) ? mark : null;
}

/** The book of an environment, by a name for it. Throws ToolError `disk` when the disk is full or others write for too long. */
export function monitorBook({ use }: Pick<Database, 'use'>, environment: string): MonitorBook {
  const write = <T>(work: (connection: Connection) => T): T => {
    const done = use((connection) => inTransaction(connection, () => ({ value: work(connection) })));
    if (done === null) throw busy();
    return done.value;
  };
  return {
    last: () => {
      const found = use((connection) => ({ row: connection.get('SELECT digest, value FROM monitor_states WHERE environment = ?', environment) }));
      // Taken for the first run, all that is known would count as a baseline, and what is new in it be lost.
      if (found === null) throw busy();
      return unseal(['state', environment], found.row);
    },
    record: (snapshot, { id, body, channels }) => write((connection) => {
      const [state, report] = [seal(['state', environment], snapshot), seal(['report', environment, id], body)];
      connection.run('INSERT OR REPLACE INTO monitor_states (environment, digest, value) VALUES (?, ?, ?)', environment, state.digest, state.value);
      for (const channel of channels) connection.run('INSERT INTO monitor_outbox (environment, channel, id, digest, value) VALUES (?, ?, ?, ?, ?)', environment, channel, id, report.digest, report.value);
    }),
    pending: (channel) => (use((connection) => connection.all('SELECT number, id, digest, value FROM monitor_outbox WHERE environment = ? AND channel = ? ORDER BY number', environment, channel)) ?? []).flatMap((row) => parcelOf(row, environment)),
    arrived: (channel, { number }) => write((connection) => connection.run('DELETE FROM monitor_outbox WHERE environment = ? AND channel = ? AND number = ?', environment, channel, number)),
    claim: (own, isAlive) => write((connection) => {
      const holder = holderIn(connection, environment);
      const isOwn = holder?.pid === own.pid && holder.start === own.start;
      if (holder !== null && !isOwn && isAlive(holder)) return holder;
      const sealed = seal(['monitor', environment], own);
      connection.run('INSERT OR REPLACE INTO monitor_holders (environment, digest, value) VALUES (?, ?, ?)', environment, sealed.digest, sealed.value);
      return null;
    }),
    release: (own) => write((connection) => {
      const holder = holderIn(connection, environment);
      if (holder?.pid === own.pid && holder.start === own.start) connection.run('DELETE FROM monitor_holders WHERE environment = ?', environment);
    }),
  };
}
