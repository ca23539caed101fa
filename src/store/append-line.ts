import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { ToolError } from '../core/errors.js';
import type { Clock } from '../platform/clock.js';
import { onDisk, presentOr } from '../platform/files/disk-error.js';
import { appendOutput } from '../platform/write-output.js';
import { ifUnlocked } from './lock.js';

/** One line of JSON that others can tell by its id. */
export interface IdentifiedLine {
  readonly id: string;
  readonly json: string;
}

const STALE_LOCK_MS = 60_000;
const TRIES = 100;
const TRY_MS = 100;
// Whoever was killed between writing and noting it has written one of the last lines.
const TAIL_BYTES = 4 * 1024 * 1024;

async function tailOf(file: FileHandle, size: number): Promise<string> {
  const start = Math.max(0, size - TAIL_BYTES);
  const buffer = Buffer.alloc(size - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.toString('utf8', 0, bytesRead);
}

async function writeWhole(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  try {
    for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    await file.datasync();
  } catch (cause) {
    // A full disk takes the beginning of a line, which no reader of the file could parse.
    await file.truncate(at);
    throw cause;
  }
}

/** Where the next line goes: behind the last whole one of ours. What somebody else has left without a line end stays and gets one. */
function placeFor(tail: string, size: number, start: string): { readonly at: number; readonly before: string } {
  const half = tail.slice(tail.lastIndexOf('\n') + 1);
  if (half === '') return { at: size, before: '' };
  return half.startsWith(start) || start.startsWith(half) ? { at: size - Buffer.byteLength(half), before: '' } : { at: size, before: '\n' };
}

async function addLine(path: string, { id, json }: IdentifiedLine): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    const { size } = await file.stat();
    const tail = await tailOf(file, size);
    if (tail.split('\n').slice(0, -1).some((line) => line.includes(`"id":"${id}"`))) return;
    const { at, before } = placeFor(tail, size, json.slice(0, json.indexOf(id)));
    await file.truncate(at);
    await writeWhole(file, Buffer.from(`${before}${json}\n`), at);
  } finally {
    await file.close();
  }
}

/**
 * Adds a line to a file that other processes add lines to as well, under a lock beside it (`FILE.lock`); a line whose id is there already is not
 * added again, and half a line that a killed run left is replaced. Pipes and devices are written to as they are. Throws ToolError `disk`.
 */
export async function appendLine(path: string, line: IdentifiedLine, clock: Clock): Promise<void> {
  const stats = await onDisk('write', path, () => presentOr(stat(path), null));
  if (stats !== null && !stats.isFile()) return await appendOutput(path, `${line.json}\n`);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await onDisk('write', path, () => ifUnlocked(`${path}.lock`, { staleMs: STALE_LOCK_MS, clock }, () => addLine(path, line)))) return;
    await clock.sleep(TRY_MS);
  }
  throw new ToolError('disk', `cannot write ${JSON.stringify(path)}: another process holds its lock`, { hint: `if none does, remove ${path}.lock` });
}
