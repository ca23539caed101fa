import { createHost } from './command-host.js';
import { createProgram } from './program.js';

/** Runs one command line (without node and script) and returns its exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  const host = createHost();
  try {
    const program = createProgram(host);
    if (argv.length === 0) {
      process.stdout.write(program.helpInformation());
      return 0;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return host.exitCode();
  } catch (error) {
    const { shownError } = await import('./show-error.js');
    const { exitCode, text } = shownError(error, argv.includes('-vv'));
    process.stderr.write(text);
    return exitCode;
  }
}
