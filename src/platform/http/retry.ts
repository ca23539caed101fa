import { randomInt } from 'node:crypto';
import type { Clock } from '../clock.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** Statuses that a second try may mend. */
export const isTransientStatus = (status: number): boolean => [429, 500, 502, 503, 504].includes(status);

/** Retry-After in milliseconds (RFC 9110 10.2.3: seconds or a date), or null. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/**
 * How long to wait before try number `failures` + 1: doubling, with jitter so that two thousand CI jobs do not come back at once.
 * What the server asks for is honoured up to ten seconds.
 */
export function waitMs(failures: number, askedMs: number | null): number {
  if (askedMs !== null) return Math.min(askedMs, LONGEST_WAIT_MS);
  const full = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return full / 2 + randomInt(Math.ceil(full / 2) + 1);
}

interface Pause {
  readonly retryAfter?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Passing it ends the wait without an error. */
  readonly deadline?: AbortSignal;
  /** How long it is until then, where that is known. */
  readonly leftMs?: number;
}

/** Waits before the next try; false when the deadline came first, or would come. Rejects when `signal` is aborted for another reason. */
export async function pause(clock: Clock, failures: number, { retryAfter, signal, deadline, leftMs = Infinity }: Pause): Promise<boolean> {
  const waits = waitMs(failures, retryAfterMs(retryAfter, clock.nowMs()));
  // A service that wants an hour of rest is not worth ten seconds of waiting for nothing.
  if (waits >= leftMs) return false;
  try {
    await clock.sleep(waits, signal);
    return true;
  } catch (cause) {
    if (deadline?.aborted && cause === deadline.reason) return false;
    throw cause;
  }
}
