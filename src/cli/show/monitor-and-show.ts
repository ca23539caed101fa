import { answerOf, monitor, type MonitorPlace } from '../../app/monitor.js';
import type { MonitorFlags } from '../../app/monitor/monitor-flags.js';
import { openWorkshop } from '../../app/wire.js';
import { UserError } from '../../core/errors.js';
import { systemClock } from '../../platform/clock.js';
import { Interrupted, type Interrupts } from '../../platform/processes/interrupts.js';
import { webhookPlace } from '../../platform/webhook/place.js';
import { checkOutput } from '../../platform/write-output.js';
import type { GivenOptions } from '../options/given-options.js';
import { formatOf } from './formats.js';
import { untilInterrupted } from '../interruption.js';
import { withProgress } from './judge-and-show.js';
import { lookOf } from './look.js';
import { globalFlags } from '../options/read-flags.js';
import { answerFormats } from './show-answer.js';
import { shownError } from './show-error.js';
import { tolerateClosedPipes } from '../streams.js';

const DAY_SECONDS = 86_400;
// Node's timers hold 31 bits of milliseconds.
const MOST_SECONDS = 2_000_000;

function intervalOf(text: string | undefined): number {
  const seconds = text === undefined ? DAY_SECONDS : Number(text);
  if (!/^\d+$/.test(text ?? '1') || seconds < 1 || seconds > MOST_SECONDS) throw new UserError('bad-arguments', `--interval takes whole seconds from 1 to ${MOST_SECONDS}, not ${JSON.stringify(text)}`);
  return seconds * 1_000;
}

/** The options of `monitor` as the use case takes them. Throws `bad-arguments` (exit 2). */
export function monitorFlags(given: GivenOptions): MonitorFlags {
  const flags = globalFlags(given);
  if (flags.output !== null || flags.reportFiles.length > 0) throw new UserError('bad-arguments', 'monitor writes no report of that kind to a file', { hint: '--json-output FILE adds a line for each run; depsec report -o FILE documents what there is' });
  const url = given.get('webhook-url')?.at(-1);
  const webhook = url === undefined ? null : webhookPlace(url, given.has('allow-private-webhook'));
  return { ...flags, once: given.has('once'), intervalMs: intervalOf(given.get('interval')?.at(-1)), jsonOutput: given.get('json-output')?.at(-1) ?? null, webhook };
}

function placeIn(interrupts: Interrupts, flags: MonitorFlags): MonitorPlace {
  const render = formatOf(answerFormats, flags.format);
  return {
    clock: systemClock,
    signal: interrupts.signal,
    async inShop(work) {
      const shop = await openWorkshop(flags, interrupts);
      try {
        return await withProgress(flags, (observer) => work(shop, observer));
      } finally {
        await shop.close();
      }
    },
    show: async (watched) => void process.stdout.write(await render(answerOf(watched), lookOf(process.stdout, flags))),
    complain: (error) => void process.stderr.write(shownError(error, false).text),
  };
}

/** Watches and tells. Returns the exit code; a monitor that the system ends (SIGTERM) has done what it should. */
export async function monitorAndShow(flags: MonitorFlags): Promise<number> {
  tolerateClosedPipes();
  if (flags.jsonOutput !== null) await checkOutput(flags.jsonOutput);
  try {
    return await untilInterrupted((interrupts) => monitor(flags, placeIn(interrupts, flags)));
  } catch (error) {
    if (error instanceof Interrupted && error.by === 'SIGTERM' && !flags.once) return 0;
    throw error;
  }
}
