import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError } from '../core/errors.js';
import type { Clock } from '../platform/clock.js';
import { onDisk, presentOr } from '../platform/files/disk-error.js';
import { ifUnlocked } from '../store/lock.js';

const DAY_MS = 24 * 3_600_000;
const STALE_LOCK_MS = 3_600_000;

const lastTidied = async (marker: string): Promise<number> => (await presentOr(stat(marker), null))?.mtimeMs ?? 0;

async function tidy(home: string, files: { readonly prune: () => Promise<unknown> }, clock: Clock): Promise<void> {
  const marker = join(home, 'tidied');
  const isDue = async (): Promise<boolean> => clock.nowMs() - (await lastTidied(marker)) >= DAY_MS;
  if (!(await isDue())) return;
  await ifUnlocked(`${marker}.lock`, { staleMs: STALE_LOCK_MS, clock }, async () => {
    if (!(await isDue())) return;
    // First, so that a cache that cannot be tidied is not tried again by every run.
    await writeFile(marker, '', { mode: 0o600 });
    await files.prune();
  });
}

/** Removes files that nobody used for long beyond what the cache may hold, at most once a day and in one process at a time. */
export async function tidyDaily(home: string, files: { readonly prune: () => Promise<unknown> }, clock: Clock): Promise<void> {
  try {
    await onDisk('tidy up', home, () => tidy(home, files, clock));
  } catch (error) {
    // The run has done what it was asked for; that a disk refuses this as well, the next run will say where it matters.
    if (!(error instanceof ToolError)) throw error;
  }
}
