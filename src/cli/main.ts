import { CommanderError } from 'commander';
import { readCommandLine } from './argv/command-line.js';
import { createHost } from './command-host.js';
import { createProgram } from './program.js';
import { tolerateClosedPipes, writeAtOnce } from './streams.js';

async function run(argv: readonly string[]): Promise<number> {
  const host = createHost(argv);
  const program = createProgram(host);
  if (argv.length === 0) {
    writeAtOnce(program.helpInformation());
    return 0;
  }
  const line = readCommandLine(argv, program);
  if ('pip' in line) {
    await host.run('pip', line.pip, new Map(line.python === null ? [] : [['python', [line.python]]]));
    return host.exitCode();
  }
  await program.parseAsync([...line.own], { from: 'user' });
  const code = host.exitCode();
  if (line.shimOf !== undefined) await host.run('shim renew', [line.shimOf], new Map());
  return code;
}

/** Runs one command line (without node and script) and returns its exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    return await run(argv);
  } catch (error) {
    // Help and version end this way too, and must not wait for what only errors need.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { shownError } = await import('./work.js');
    const { exitCode, text } = shownError(error, argv.includes('-vv') || argv.includes('--debug'));
    tolerateClosedPipes();
    process.stderr.write(text);
    return exitCode;
  }
}
