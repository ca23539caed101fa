import { ToolError, UserError } from '../core/errors.js';
import type { Clock } from '../platform/clock.js';
import { ownMark } from '../platform/processes/process-mark.js';
import { deliverAll } from './monitor/deliver-all.js';
import type { MonitorFlags } from './monitor/monitor-flags.js';
import type { Watched } from './monitor/note-run.js';
import { pauseUntilNext } from './monitor/pause.js';
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

async function runAndTell(flags: MonitorFlags, { inShop, show }: MonitorPlace): Promise<Watched> {
  const watched = await inShop((shop, observer) => watchOnce(flags, shop, observer));
  await show(watched);
  return watched;
}

/** Does something that may leave reports waiting, and tells whether it did. What fails in a monitor that has begun is told; it may work the next time. */
async function orComplain(place: MonitorPlace, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    place.signal.throwIfAborted();
    if (!(error instanceof ToolError || error instanceof UserError)) throw error;
    place.complain(error);
    return true;
  }
}

async function keepWatching(flags: MonitorFlags, place: MonitorPlace): Promise<never> {
  const { clock, signal, inShop } = place;
  const watch = async (): Promise<boolean> => (await runAndTell(flags, place)).undelivered.length > 0;
  const deliver = (): Promise<boolean> => inShop(async (shop) => (await deliverAll(flags, shop, openBook(flags, shop).book)).length > 0);
  for (let isFirst = true; ; isFirst = false) {
    const untilMs = clock.monotonicMs() + flags.intervalMs;
    const isLate = isFirst ? await watch() : await orComplain(place, watch);
    await pauseUntilNext({ clock, signal, untilMs, isLate, deliver: () => orComplain(place, deliver) });
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
    return undelivered.length > 0 ? 3 : code;
  } finally {
    await releaseIn(place, flags);
  }
}
