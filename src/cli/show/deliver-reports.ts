import { readEnvironment } from '../../config/environment.js';
import { ToolError } from '../../core/errors.js';
import type { Look, Reporter, Run } from '../../core/run.js';
import { appendOutput } from '../../platform/write-output.js';
import * as reporterModules from '../../reporters/registry.js';
import { plain } from './deliver.js';
import { deliverFormats, type Formats, type Wanted } from './formats.js';
import { lookOf } from './look.js';

const reporters: Readonly<Record<string, Reporter>> = reporterModules;

/** The formats of a run: every reporter that there is. */
export const reportFormats: Formats<Run> = Object.fromEntries(Object.entries(reporters).map(([name, { render }]) => [name, render]));

// The summary is a page beside the log: the log says what went wrong with it, and the run goes on.
async function writeJobSummary(run: Run, look: Look): Promise<void> {
  const { stepSummary } = readEnvironment();
  if (stepSummary === null) return;
  try {
    await appendOutput(stepSummary, reporterModules.markdown.render(run, look));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    process.stderr.write('depsec: the job summary could not be written; everything it says is in the log too\n');
  }
}

/** Renders a run in every format that was asked for. */
export async function deliverReports(run: Run, flags: Wanted, stream: NodeJS.WriteStream = process.stdout): Promise<void> {
  await deliverFormats({ thing: run, formats: reportFormats }, flags, stream);
  if ([flags.format, ...flags.reportFiles.map((each) => each.format)].includes('github')) await writeJobSummary(run, plain(lookOf(stream, flags)));
}
