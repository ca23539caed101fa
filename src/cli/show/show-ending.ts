import { resolve } from 'node:path';
import type { Look, Run } from '../../core/run.js';
import { exitCode } from '../../policy/exit-code.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';
import { brief } from '../../reporters/table/brief.js';
import { inkFor } from '../../reporters/table/ink.js';
import { summary } from '../../reporters/table/summary.js';
import type { Wanted } from './formats.js';
import { lookOf, type OutputStream } from './look.js';

/** Something was stopped or not checked, or let in against a verdict. */
const deservesWords = (run: Run): boolean => exitCode(run) !== 0 || run.decisions.some(({ verdict, cleared }) => verdict === 'blocked' && cleared !== null);

// A run of which all that is told lies in a file says at least how it went, and where that is.
function wordsOn(run: Run, { output }: Wanted, look: Look): readonly string[] {
  if (run.command !== 'report' && deservesWords(run)) return brief(run, look);
  return output === null ? [] : [summary(run, inkFor(look))];
}

/** Where the report for people is not on the screen, says on standard error why the run ends as it does: a log with an exit code and no reason helps nobody. */
export function showEnding(run: Run, flags: Wanted, stream: OutputStream = process.stderr): void {
  const isOnScreen = flags.format === 'table' && flags.output === null;
  if (isOnScreen || flags.verbosity === 'quiet') return;
  const look = lookOf(stream, flags);
  const words = wordsOn(run, flags, look);
  if (words.length === 0) return;
  const files = [...flags.reportFiles.map(({ file }) => file), ...(flags.output === null ? [] : [flags.output])];
  const written = files.map((file) => `Report: ${escapeForTerminal(resolve(file), { unicode: look.unicode })}`);
  stream.write([...words, ...written].map((line) => `${line}\n`).join(''));
}
