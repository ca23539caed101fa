import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock, type Clock } from '../platform/clock.js';
import { onDisk, presentOr } from '../platform/files/disk-error.js';
import { ifUnlocked } from './lock.js';

/** One event: a judgement, an override, an AI exchange. Any JSON object; `time` is added. */
export type AuditEntry = Readonly<Record<string, unknown>> & { readonly event: string };

export interface AuditLog {
  readonly path: string;
  /** Appends one line for each entry. Throws ToolError `disk` when that fails: it is called before any effect, which then must not happen. */
  readonly appendAudit: (entries: readonly AuditEntry[]) => Promise<void>;
}

export interface AuditLogOptions {
  readonly home: string;
  readonly clock?: Clock;
  /** Rotated above this size; 10 MB unless told. */
  readonly maxBytes?: number;
  /** How many full logs are kept; 5 unless told. */
  readonly keep?: number;
}

const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
const STALE_LOCK_MS = 60_000;
const SETTLE_MS = 50;
const OTHERS = 0o077;

/** ASCII only: names from packages may hold characters that steer a terminal when somebody looks at the log. */
const asLine = (entry: AuditEntry, nowMs: number): Buffer => {
  const json = JSON.stringify({ time: new Date(nowMs).toISOString(), ...entry });
  return Buffer.from(`${json.replace(/[\u007f-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`);
};

/** Size of the file when its last byte is not a line end, else null. */
async function sizeInsideLine(file: FileHandle): Promise<number | null> {
  const { size } = await file.stat();
  if (size === 0) return null;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last.toString('latin1') === '\n' ? null : size;
}

/**
 * Whether a crash or a full disk left half a line, which must not spoil the next one. Looks twice: while another process is
 * writing, the file ends inside its line for a moment.
 */
async function endsInsideLine(file: FileHandle, clock: Clock): Promise<boolean> {
  const size = await sizeInsideLine(file);
  if (size === null) return false;
  await clock.sleep(SETTLE_MS);
  return (await sizeInsideLine(file)) === size;
}

async function append(path: string, lines: readonly Buffer[], clock: Clock): Promise<void> {
  const file = await open(path, FLAGS, 0o600);
  try {
    // Whatever it was made with: what stands in it is nobody else's to read, and nobody else's to write.
    if (((await file.stat()).mode & OTHERS) !== 0) await file.chmod(0o600);
    if (await endsInsideLine(file, clock)) await file.write(Buffer.from('\n'));
    for (const line of lines) {
      // One write for one line: with O_APPEND the lines of concurrent writers do not mix.
      const { bytesWritten } = await file.write(line);
      if (bytesWritten < line.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    }
    await file.datasync();
  } finally {
    await file.close();
  }
}

const sizeOf = async (path: string): Promise<number> => (await presentOr(stat(path), null))?.size ?? 0;

interface Rotation {
  readonly home: string;
  readonly path: string;
  readonly maxBytes: number;
  readonly keep: number;
  readonly clock: Clock;
}

/** The names of full logs; in the order of the alphabet the oldest comes first. */
export const OLD_LOG = /^depsec-\d{8}T\d{9}Z-[0-9a-f]{12}\.log$/;

/**
 * Renames a full log to a name of its own (never over another), so that whoever is still writing to it loses nothing, and removes
 * the oldest ones.
 */
async function rotate({ home, path, maxBytes, keep, clock }: Rotation): Promise<void> {
  if ((await sizeOf(path)) < maxBytes) return;
  const stamp = new Date(clock.nowMs()).toISOString().replace(/[-:.]/g, '');
  await rename(path, join(home, `depsec-${stamp}-${randomBytes(6).toString('hex')}.log`));
  const old = (await readdir(home)).filter((name) => OLD_LOG.test(name)).toSorted().toReversed();
  for (const name of old.slice(keep)) await rm(join(home, name), { force: true });
}

/** The audit log `depsec.log` of a home folder: JSON lines, 0600, safe for many processes at once. */
export function openAuditLog({ home, clock = systemClock, maxBytes = 10_000_000, keep = 5 }: AuditLogOptions): AuditLog {
  const path = join(home, 'depsec.log');
  const appendAudit = (entries: readonly AuditEntry[]): Promise<void> =>
    onDisk('write the audit log', path, async () => {
      if (entries.length === 0) return;
      await append(path, entries.map((entry) => asLine(entry, clock.nowMs())), clock);
      if ((await sizeOf(path)) < maxBytes) return;
      await ifUnlocked(`${path}.lock`, { staleMs: STALE_LOCK_MS, clock }, () => rotate({ home, path, maxBytes, keep, clock }));
    });
  return { path, appendAudit };
}
