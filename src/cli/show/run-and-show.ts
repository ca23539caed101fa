import type { RunFlags } from '../../app/request.js';
import { runCommand, type CommandRun } from '../../app/run-command.js';
import { openWorkshop } from '../../app/wire.js';
import type { Run } from '../../core/run.js';
import { shellCode } from '../../platform/processes/attached.js';
import { listenForInterrupts } from '../../platform/processes/interrupts.js';
import { exitCode } from '../../policy/exit-code.js';
import { deliverReports, reportFormats } from './deliver-reports.js';
import { showEnding } from './show-ending.js';
import { checkDelivery } from './formats.js';
import { tolerateClosedPipes } from '../streams.js';

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
  if (flags.output !== null || flags.reportFiles.length > 0 || hasNews(run) || flags.format !== 'table') await deliverReports(run, flags, process.stderr);
  // In any other case the report is on standard error already.
  if (flags.output !== null) showEnding(run, flags);
}

/** Runs a command behind the gate, and tells what was judged. Returns the command's exit code, or 1 when something was blocked. */
export async function runAndShow(flags: RunFlags): Promise<number> {
  tolerateClosedPipes();
  await checkDelivery(reportFormats, flags);
  const { run, ended } = await runInWorkshop(flags);
  await tell(run, flags);
  return exitCode(run) === 0 ? shellCode(ended) : 1;
}
