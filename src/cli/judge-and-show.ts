import type { Observer } from '../app/observer.js';
import type { GlobalFlags } from '../app/request.js';
import { openWorkshop } from '../app/wire.js';
import type { Workshop } from '../app/workshop.js';
import type { Run } from '../core/run.js';
import { exitCode } from '../policy/exit-code.js';
import { checkFormats, deliver, deliverReports } from './deliver-reports.js';
import { untilInterrupted } from './interruption.js';
import { lookOf, type OutputStream } from './look.js';
import { createObserver } from './show-progress.js';
import { tolerateClosedPipes } from './streams.js';

type Judging = (shop: Workshop, observer: Observer) => Promise<Run>;
type Telling = (shop: Workshop) => Promise<readonly string[]>;

/** Progress shares the screen with a report for people, and keeps away from one for programs. */
const progressStream = (flags: GlobalFlags): OutputStream => (flags.format === 'table' && flags.output === null ? process.stdout : process.stderr);

/** Opens a workshop, works in it, and closes it whatever happens. */
export function inWorkshop<T>(flags: GlobalFlags, work: (shop: Workshop) => Promise<T>): Promise<T> {
  return untilInterrupted(async (interrupts) => {
    const shop = await openWorkshop(flags, interrupts);
    try {
      return await work(shop);
    } finally {
      await shop.close();
    }
  });
}

/** Works under the eyes of the user. */
export async function withProgress<T>(flags: GlobalFlags, work: (observer: Observer) => Promise<T>): Promise<T> {
  const stream = progressStream(flags);
  const { observer, finish } = createObserver(stream, lookOf(stream, flags), flags);
  try {
    return await work(observer);
  } finally {
    finish();
  }
}

/** Runs a judging command, shows its progress and delivers its reports. Returns the exit code. */
export async function judgeAndShow(flags: GlobalFlags, work: Judging): Promise<number> {
  tolerateClosedPipes();
  checkFormats(flags);
  const run = await inWorkshop(flags, (shop) => withProgress(flags, (observer) => work(shop, observer)));
  await deliverReports(run, flags);
  return exitCode(run);
}

/** Runs a command that only tells something, and delivers its lines. */
export async function tellLines(flags: GlobalFlags, work: Telling): Promise<void> {
  tolerateClosedPipes();
  const lines = await inWorkshop(flags, work);
  await deliver(lines.map((line) => `${line}\n`).join(''), flags.output);
}
