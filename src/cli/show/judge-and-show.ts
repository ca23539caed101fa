import type { HeadStart } from '../../app/programs/head-start.js';
import type { Observer } from '../../app/observer.js';
import type { GlobalFlags } from '../../app/request.js';
import { openWorkshop } from '../../app/wire.js';
import type { Workshop } from '../../app/workshop.js';
import type { Run } from '../../core/run.js';
import { checkOutput } from '../../platform/write-output.js';
import { exitCode } from '../../policy/exit-code.js';
import { table as tableReporter } from '../../reporters/registry.js';
import { plain } from './deliver.js';
import { deliverReports, reportFormats } from './deliver-reports.js';
import { checkDelivery } from './formats.js';
import { untilInterrupted } from '../interruption.js';
import { lookOf, type OutputStream } from './look.js';
import { showEnding } from './show-ending.js';
import { openRunLog } from './run-log.js';
import { createObserver } from './show-progress.js';
import { tolerateClosedPipes } from '../streams.js';

type Judging = (shop: Workshop, observer: Observer) => Promise<Run>;
/** `report`: where pip's own report goes. */
type ShownFlags = GlobalFlags & { readonly report?: string | null };

/** Reports share the screen with all else, unless standard output is wanted for pip's own report. */
const reportStream = (flags: ShownFlags): NodeJS.WriteStream => (flags.report === '-' ? process.stderr : process.stdout);

/** Progress shares the screen with a report for people, and keeps away from one for programs. */
const progressStream = (flags: ShownFlags): OutputStream => (flags.format === 'table' && flags.output === null ? reportStream(flags) : process.stderr);

/** Opens a workshop, works in it, and closes it whatever happens. */
export function inWorkshop<T>(flags: GlobalFlags, work: (shop: Workshop) => Promise<T>, headStart: HeadStart | null = null): Promise<T> {
  return untilInterrupted(async (interrupts) => {
    const shop = await openWorkshop(flags, interrupts, headStart);
    try {
      return await work(shop);
    } finally {
      await shop.close();
    }
  });
}

/** Works under the eyes of the user. */
export async function withProgress<T>(flags: ShownFlags, work: (observer: Observer) => Promise<T>, stream: OutputStream = progressStream(flags)): Promise<T> {
  const { observer, finish } = createObserver(stream, lookOf(stream, flags), flags);
  try {
    return await work(observer);
  } finally {
    finish();
  }
}

/** Runs a judging command, shows its progress and delivers its report. Returns the exit code. */
export async function judgeAndShow(flags: ShownFlags, work: Judging, headStart: HeadStart | null = null): Promise<number> {
  tolerateClosedPipes();
  await checkDelivery(reportFormats, flags);
  for (const file of [flags.log, flags.report ?? null]) if (file !== null && file !== '-') await checkOutput(file);
  const log = openRunLog(flags.log);
  try {
    const run = await inWorkshop(flags, (shop) => withProgress(flags, (observer) => work(shop, log.observer(observer))), headStart);
    const stream = reportStream(flags);
    log.note(tableReporter.render(run, { ...plain(lookOf(stream, flags)), verbosity: 'verbose' }));
    const code = exitCode(run);
    if (!(flags.isSilent && code === 0)) await deliverReports(run, flags, stream);
    showEnding(run, flags);
    return code;
  } catch (error) {
    log.note(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    await log.write();
  }
}
