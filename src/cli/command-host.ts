import type { Observer } from '../app/observer.js';
import type { GlobalFlags } from '../app/request.js';
import type { Workshop } from '../app/workshop.js';
import { UserError } from '../core/errors.js';
import type { Look, Reporter, Run } from '../core/run.js';
import { untilInterrupted } from './interruption.js';
import { lookOf, type OutputStream } from './look.js';
import { createObserver } from './show-progress.js';

/** What commands need from the program around them. */
export interface CommandHost {
  /** Runs a judging command, shows its progress and its report, and notes the exit code. */
  readonly judge: (flags: GlobalFlags, work: (shop: Workshop, observer: Observer) => Promise<Run>) => Promise<void>;
  /** Runs a command that only tells something: prints its lines. */
  readonly tell: (flags: GlobalFlags, work: (shop: Workshop) => Promise<readonly string[]>) => Promise<void>;
  readonly exitCode: () => number;
}

async function reporterFor(format: string): Promise<Reporter> {
  const reporters: Readonly<Record<string, Reporter>> = await import('../reporters/registry.js');
  const reporter = Object.hasOwn(reporters, format) ? reporters[format] : undefined;
  if (!reporter) throw new UserError('bad-arguments', `no format named ${JSON.stringify(format)}`, { hint: `there are: ${Object.keys(reporters).join(', ')}` });
  return reporter;
}

async function deliver(text: string, output: string | null): Promise<void> {
  if (output === null) {
    process.stdout.write(text);
    return;
  }
  const { writeAtomically } = await import('../platform/files.js');
  await writeAtomically(output, text, 0o644);
}

/** Progress shares the screen with a report for people, and keeps away from one for programs. */
const progressStream = (flags: GlobalFlags): OutputStream => (flags.format === 'table' && flags.output === null ? process.stdout : process.stderr);

const plain = (look: Look): Look => ({ ...look, colour: false });

/** The host of one command line. */
export function createHost(): CommandHost {
  let exitCode = 0;
  return {
    exitCode: () => exitCode,
    async judge(flags, work) {
      const reporter = await reporterFor(flags.format);
      const stream = progressStream(flags);
      const { observer, finish } = createObserver(stream, lookOf(stream, flags), flags);
      const { openWorkshop } = await import('../app/wire.js');
      const run = await untilInterrupted(async (signal) => {
        const shop = await openWorkshop(flags, signal);
        try {
          return await work(shop, observer);
        } finally {
          finish();
          await shop.close();
        }
      });
      const look = lookOf(process.stdout, flags);
      await deliver(reporter.render(run, flags.output === null ? look : plain(look)), flags.output);
      const { exitCode: codeOf } = await import('../policy/exit-code.js');
      exitCode = codeOf(run);
    },
    async tell(flags, work) {
      const { openWorkshop } = await import('../app/wire.js');
      const lines = await untilInterrupted(async (signal) => {
        const shop = await openWorkshop(flags, signal);
        try {
          return await work(shop);
        } finally {
          await shop.close();
        }
      });
      await deliver(lines.map((line) => `${line}\n`).join(''), flags.output);
    },
  };
}
