import type { RunFlags } from '../app/request.js';
import { runCommand, type CommandRun } from '../app/run-command.js';
import { openWorkshop } from '../app/wire.js';
import type { Run } from '../core/run.js';
import { shellCode } from '../platform/attached.js';
import { listenForInterrupts } from '../platform/interrupts.js';
import { writeOutput } from '../platform/write-output.js';
import { exitCode } from '../policy/exit-code.js';
import { plain, reporterFor } from './judge-and-show.js';
import { lookOf } from './look.js';
import { tolerateClosedPipes } from './streams.js';

async function runInWorkshop(flags: RunFlags): Promise<CommandRun> {
  // Until the command begins a signal ends depsec; from then on signals are the command's.
  const interrupts = listenForInterrupts();
  try {
    const shop = await openWorkshop(flags, interrupts);
    try {
      return await runCommand(flags, shop, interrupts.release);
    } finally {
      await shop.close();
    }
  } finally {
    interrupts.release();
  }
}

const hasNews = ({ decisions, notices }: Run): boolean => decisions.length > 0 || notices.length > 0;

/** Standard output is the command's, so what depsec has to say comes at the end, on standard error; nothing when no package was asked for. */
async function tell(run: Run, flags: RunFlags): Promise<void> {
  const render = reporterFor(flags.format).render;
  const look = lookOf(process.stderr, flags);
  if (flags.output !== null) await writeOutput(flags.output, render(run, plain(look)));
  else if (hasNews(run) || flags.format !== 'table') process.stderr.write(render(run, look));
}

/** Runs a command behind the gate, and tells what was judged. Returns the command's exit code, or 1 when something was blocked. */
export async function runAndShow(flags: RunFlags): Promise<number> {
  tolerateClosedPipes();
  reporterFor(flags.format);
  const { run, ended } = await runInWorkshop(flags);
  await tell(run, flags);
  return exitCode(run) === 0 ? shellCode(ended) : 1;
}
