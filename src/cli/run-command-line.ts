import { CommanderError } from 'commander';
import { readCommandLine } from './argv/command-line.js';
import { createHost } from './create-host.js';
import { createProgram } from './program.js';
import { tolerateClosedPipes } from './streams.js';
import { helpWidth } from './terminal/help-width.js';

// By their codes: the exit code of commander's own "help" is whatever the process would end with just then.
const ANSWERED = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

async function run(argv: readonly string[]): Promise<number> {
  const host = createHost(argv);
  const program = createProgram(host, helpWidth(process.stdout));
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
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    return await run(argv);
  } catch (error) {
    // Help ends this way too, and must not wait for what only errors need.
    if (error instanceof CommanderError && ANSWERED.has(error.code)) return 0;
    const { shownError } = await import('./work.js');
    const { exitCode, text } = shownError(error, argv.includes('-vv') || argv.includes('--debug'));
    tolerateClosedPipes();
    process.stderr.write(text);
    return exitCode;
  }
}
