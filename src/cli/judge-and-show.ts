import type { Observer } from '../app/observer.js';
import type { GlobalFlags } from '../app/request.js';
import { openWorkshop } from '../app/wire.js';
import type { Workshop } from '../app/workshop.js';
import { UserError } from '../core/errors.js';
import type { Look, Reporter, Run } from '../core/run.js';
import { writeOutput } from '../platform/write-output.js';
import { exitCode } from '../policy/exit-code.js';
import { escapeForTerminal } from '../reporters/escape/terminal.js';
import * as reporterModules from '../reporters/registry.js';
import { untilInterrupted } from './interruption.js';
import { lookOf, type OutputStream } from './look.js';
import { openRunLog } from './run-log.js';
import { createObserver } from './show-progress.js';
import { tolerateClosedPipes } from './streams.js';

type Judging = (shop: Workshop, observer: Observer) => Promise<Run>;
/** `report`: where pip's own report goes. */
type ShownFlags = GlobalFlags & { readonly report?: string | null };

type Telling = (shop: Workshop, observer: Observer) => Promise<readonly string[]>;

const reporters: Readonly<Record<string, Reporter>> = reporterModules;

/** The reporter of that name. Throws `bad-arguments` (exit 2). */
export function reporterFor(format: string): Reporter {
  const reporter = Object.hasOwn(reporters, format) ? reporters[format] : undefined;
  if (!reporter) throw new UserError('bad-arguments', `no format named ${JSON.stringify(format)}`, { hint: `there are: ${Object.keys(reporters).join(', ')}` });
  return reporter;
}

/** Writes a finished text where the user wants it. */
export async function deliver(text: string, output: string | null, stream: NodeJS.WriteStream = process.stdout): Promise<void> {
  if (output === null) stream.write(text);
  else await writeOutput(output, text);
}

/** Reports share the screen with all else, unless standard output is wanted for pip's own report. */
const reportStream = (flags: ShownFlags): NodeJS.WriteStream => (flags.report === '-' ? process.stderr : process.stdout);

/** Progress shares the screen with a report for people, and keeps away from one for programs. */
const progressStream = (flags: ShownFlags): OutputStream => (flags.format === 'table' && flags.output === null ? reportStream(flags) : process.stderr);

/** Without colour, for a file. */
export const plain = (look: Look): Look => ({ ...look, colour: false });

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
export async function withProgress<T>(flags: ShownFlags, work: (observer: Observer) => Promise<T>): Promise<T> {
  const stream = progressStream(flags);
  const { observer, finish } = createObserver(stream, lookOf(stream, flags), flags);
  try {
    return await work(observer);
  } finally {
    finish();
  }
}

/** Runs a judging command, shows its progress and delivers its report. Returns the exit code. */
export async function judgeAndShow(flags: ShownFlags, work: Judging): Promise<number> {
  tolerateClosedPipes();
  const reporter = reporterFor(flags.format);
  const log = openRunLog(flags.log);
  try {
    const run = await inWorkshop(flags, (shop) => withProgress(flags, (observer) => work(shop, log.observer(observer))));
    const look = lookOf(reportStream(flags), flags);
    log.note(reporterModules.table.render(run, { ...plain(look), verbosity: 'verbose' }));
    const code = exitCode(run);
    if (!(flags.isSilent && code === 0)) await deliver(reporter.render(run, flags.output === null ? look : plain(look)), flags.output, reportStream(flags));
    return code;
  } catch (error) {
    log.note(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    await log.write();
  }
}

/** Delivers lines that may hold names and paths of others. Returns the exit code, 0. */
export async function deliverLines(flags: GlobalFlags, lines: readonly string[]): Promise<number> {
  tolerateClosedPipes();
  const { unicode } = lookOf(process.stdout, flags);
  await deliver(lines.map((line) => `${escapeForTerminal(line, { unicode })}\n`).join(''), flags.output);
  return 0;
}

/** Runs a command that only tells something, and delivers its lines. */
export async function tellLines(flags: GlobalFlags, work: Telling): Promise<void> {
  tolerateClosedPipes();
  const lines = await inWorkshop(flags, (shop) => withProgress(flags, (observer) => work(shop, observer)));
  await deliver(lines.map((line) => `${line}\n`).join(''), flags.output);
}
