import { CommanderError } from 'commander';
import { createHost } from './command-host.js';
import { createProgram } from './program.js';
import { tolerateClosedPipes, writeAtOnce } from './streams.js';

/** Runs one command line (without node and script) and returns its exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  const host = createHost();
  try {
    const program = createProgram(host);
    if (argv.length === 0) {
      writeAtOnce(program.helpInformation());
      return 0;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return host.exitCode();
  } catch (error) {
    // Help and version end this way too, and must not wait for what only errors need.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { shownError } = await import('./work.js');
    const { exitCode, text } = shownError(error, argv.includes('-vv'));
    tolerateClosedPipes();
    process.stderr.write(text);
    return exitCode;
  }
}
