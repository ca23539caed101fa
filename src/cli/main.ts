import { fixedAnswer } from './fixed-answers.js';
import { writeAtOnce } from './streams.js';
import { helpWidth } from './terminal/help-width.js';

/** Answers one command line (without node and script) and returns its exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  const answer = fixedAnswer(argv, helpWidth(process.stdout));
  if (answer !== null) {
    writeAtOnce(answer);
    return 0;
  }
  // A file of its own (build.mjs): to read it over and to define all commands costs a fifth of the start of Node.
  const { runCommandLine } = await import('./run-command-line.js');
  return await runCommandLine(argv);
}
