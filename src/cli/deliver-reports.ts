import { readEnvironment } from '../config/environment.js';
import type { GlobalFlags } from '../app/request.js';
import { ToolError, UserError } from '../core/errors.js';
import type { Look, Reporter, Run } from '../core/run.js';
import { appendOutput } from '../platform/write-output.js';
import * as reporterModules from '../reporters/registry.js';
import { deliver, plain } from './deliver.js';
import { lookOf } from './look.js';

const reporters: Readonly<Record<string, Reporter>> = reporterModules;

/** The reporter of that name. Throws `bad-arguments` (exit 2). */
export function reporterFor(format: string): Reporter {
  const reporter = Object.hasOwn(reporters, format) ? reporters[format] : undefined;
  if (!reporter) throw new UserError('bad-arguments', `no format named ${JSON.stringify(format)}`, { hint: `there are: ${Object.keys(reporters).join(', ')}` });
  return reporter;
}

/** Throws `bad-arguments` for a format that there is not: before the work, which may take minutes. */
export function checkFormats({ format, reportFiles }: Pick<GlobalFlags, 'format' | 'reportFiles'>): void {
  for (const name of [format, ...reportFiles.map((each) => each.format)]) reporterFor(name);
}

// The summary is a page beside the log: the log says what went wrong with it, and the run goes on.
async function writeJobSummary(run: Run, look: Look): Promise<void> {
  const { stepSummary } = readEnvironment();
  if (stepSummary === null) return;
  try {
    await appendOutput(stepSummary, await reporterFor('markdown').render(run, look));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    process.stderr.write('depsec: the job summary could not be written; everything it says is in the log too\n');
  }
}

/** Renders a run in every format that was asked for, the files first: what stands on the screen comes last. */
export async function deliverReports(run: Run, flags: GlobalFlags, stream: NodeJS.WriteStream = process.stdout): Promise<void> {
  const look = lookOf(stream, flags);
  for (const { format, file } of flags.reportFiles) await deliver(await reporterFor(format).render(run, plain(look)), file);
  await deliver(await reporterFor(flags.format).render(run, flags.output === null ? look : plain(look)), flags.output, stream);
  if ([flags.format, ...flags.reportFiles.map((each) => each.format)].includes('github')) await writeJobSummary(run, plain(look));
}
