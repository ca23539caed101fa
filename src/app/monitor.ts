import { ToolError, UserError } from '../core/errors.js';
import type { Clock } from '../platform/clock.js';
import { ownMark } from '../platform/process-mark.js';
import { deliverAll } from './monitor/deliver-all.js';
import type { MonitorFlags } from './monitor/monitor-flags.js';
import type { Watched } from './monitor/note-run.js';
import { openBook, watchOnce } from './monitor/watch-once.js';
import type { Observer } from './observer.js';
import type { Workshop } from './workshop.js';

export { answerOf } from './monitor/tell.js';

/** What a monitor lives in. Each run gets a workshop of its own, so that configuration and advisories are as fresh as those of any other command. */
export interface MonitorPlace {
  readonly inShop: <T>(work: (shop: Workshop, observer: Observer) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly show: (watched: Watched) => Promise<void>;
  /** A run failed, and the next one will be tried. */
  readonly complain: (error: ToolError | UserError) => void;
}

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

async function runAndTell(flags: MonitorFlags, { inShop, show }: MonitorPlace): Promise<Watched> {
  const watched = await inShop((shop, observer) => watchOnce(flags, shop, observer));
  await show(watched);
  return watched;
}

/** As `runAndTell`, for a run that others came before: what fails today may work tomorrow. */
async function tryToRun(flags: MonitorFlags, place: MonitorPlace): Promise<boolean> {
  try {
    const { undelivered } = await runAndTell(flags, place);
    return undelivered.length > 0;
  } catch (error) {
    place.signal.throwIfAborted();
    if (!(error instanceof ToolError || error instanceof UserError)) throw error;
    place.complain(error);
    return true;
  }
}

/** Waits for the next run, and meanwhile brings what has not arrived, at growing distances. */
async function pauseAndDeliver(flags: MonitorFlags, place: MonitorPlace, { untilMs, isLate }: { readonly untilMs: number; readonly isLate: boolean }): Promise<void> {
  let [isWaiting, retryMs] = [isLate, FIRST_RETRY_MS];
  for (;;) {
    const restMs = untilMs - place.clock.monotonicMs();
    if (restMs <= 0) return;
    await place.clock.sleep(isWaiting ? Math.min(retryMs, restMs) : restMs, place.signal);
    if (!isWaiting || place.clock.monotonicMs() >= untilMs) continue;
    isWaiting = await place.inShop(async (shop) => (await deliverAll(flags, shop, openBook(flags, shop).book)).length > 0);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }
}

async function keepWatching(flags: MonitorFlags, place: MonitorPlace): Promise<never> {
  for (let isFirst = true; ; isFirst = false) {
    const untilMs = place.clock.monotonicMs() + flags.intervalMs;
    const isLate = isFirst ? (await runAndTell(flags, place)).undelivered.length > 0 : await tryToRun(flags, place);
    await pauseAndDeliver(flags, place, { untilMs, isLate });
  }
}

function releaseIn({ inShop }: MonitorPlace, flags: MonitorFlags): Promise<void> {
  return inShop((shop) => {
    openBook(flags, shop).book.release(ownMark());
    return Promise.resolve();
  });
}

/**
 * Watches the environment: once, or until the signal ends it, which rejects. Returns the exit code of a single run: that of its scan, or 3 when a
 * report has not arrived. The first run fails as any command; in later ones it is told, and the monitor goes on.
 */
export async function monitor(flags: MonitorFlags, place: MonitorPlace): Promise<number> {
  if (flags.offline && flags.webhook !== null) throw new UserError('bad-arguments', 'a webhook needs the network, which --offline forbids', { hint: '--json-output FILE writes reports to a file' });
  try {
    if (!flags.once) return await keepWatching(flags, place);
    const { code, undelivered } = await runAndTell(flags, place);
    return code === 0 && undelivered.length > 0 ? 3 : code;
  } finally {
    await releaseIn(place, flags);
  }
}
