import { Command } from 'commander';
import { depsecVersion } from '../app/build-facts.js';
import { auditCommand } from './commands/audit.js';
import { cacheCommand } from './commands/cache.js';
import { completionCommand } from './commands/completion.js';
import { configCommand } from './commands/config.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { generateConstraintsCommand } from './commands/generate-constraints.js';
import { initCommand } from './commands/init.js';
import { installCommand } from './commands/install.js';
import { logCommand } from './commands/log.js';
import { monitorCommand } from './commands/monitor.js';
import { pipCommand } from './commands/pip.js';
import { quarantineCommand } from './commands/quarantine.js';
import { reportCommand } from './commands/report.js';
import { rulesCommand } from './commands/rules.js';
import { runCommand } from './commands/run.js';
import { scanCommand } from './commands/scan.js';
import { updateDbCommand } from './commands/update-db.js';
import { verifyCommand } from './commands/verify.js';
import { waiveCommand } from './commands/waive.js';
import { shimCommand } from './commands/shim.js';
import { toldUsage } from './argv/told-usage.js';
import type { CommandHost } from './command-host.js';
import { writeAtOnce } from './streams.js';
import { WIDEST_HELP } from './terminal/help-width.js';

// Beside long names as well, and on a narrow terminal.
const NARROWEST_COLUMN = 20;

/** What help and the manual say about exit codes. */
export const EXIT_CODES = `
Exit codes: 0 safe or warned, 1 something is blocked, 2 you can fix it
(flags, config, input), 3 a tool failed or something could not be verified,
70 a bug of depsec.`;

/** The whole command line, with help of so many columns. Nothing here loads what a command needs only when it runs. */
export function createProgram(host: CommandHost, width = WIDEST_HELP): Command {
  const program = new Command('depsec')
    .description('pip install that judges every file before a byte of it can run')
    .version(depsecVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    // So that "run" may leave what follows its command to the command.
    .enablePositionalOptions()
    .addHelpText('after', EXIT_CODES);
  const groups: readonly (readonly [string, readonly Command[]])[] = [
    ['Everyday:', [installCommand(host), auditCommand(host), runCommand(host), scanCommand(host), pipCommand(host)]],
    ['Watch:', [reportCommand(host), monitorCommand(host), logCommand(host)]],
    ['Act:', [explainCommand(host), waiveCommand(host), quarantineCommand(host), generateConstraintsCommand(host)]],
    ['Care:', [rulesCommand(host), configCommand(host), initCommand(host), cacheCommand(host), doctorCommand(host), verifyCommand(host), shimCommand(host), updateDbCommand(host), completionCommand(host)]],
  ];
  for (const [group, commands] of groups) {
    for (const command of commands) program.addCommand(command.helpGroup(group).helpOption('-h, --help', 'show help'));
  }
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride((error) => { throw toldUsage(error, command); }).configureOutput({ writeErr: () => undefined, writeOut: writeAtOnce, getOutHelpWidth: () => width, getOutHasColors: () => false }).showHelpAfterError(false).configureHelp({ helpWidth: width, minWidthToWrap: NARROWEST_COLUMN });
  }
  return program;
}
