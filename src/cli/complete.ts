import { UserError } from '../core/errors.js';
import type { GlobalFlags } from '../app/request.js';
import { ruleIds } from '../app/rules.js';
import { VERDICTS } from '../app/show-log.js';
import { sandboxModes } from '../config/settings/setting-table.js';
import type { CommandHost } from './command-host.js';
import { reportFormats } from './show/deliver-reports.js';
import { checkDelivery, deliverFormats, type Formats } from './show/formats.js';
import { createProgram } from './program.js';
import { completionScript, isShell, shells } from './shell/completion.js';
import { shownCommands, type ShownCommand } from './shell/shown-commands.js';
import { tolerateClosedPipes } from './streams.js';

const FORMATS: Formats<string> = { table: (script) => script };

/** What these options take. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--format': Object.keys(reportFormats), '--sandbox': sandboxModes, '--verdict': VERDICTS, '--upgrade-strategy': ['only-if-needed', 'eager'], '--root-user-action': ['warn', 'ignore'],
};

/** Of the whole command line, which is looked at and never run. */
const complete: CommandHost = { run: () => Promise.resolve(), exitCode: () => 0, isMentioned: () => true };

/** Behind pip stands depsec's own install, which is no command of its own there. */
function withPipInstall(command: ShownCommand, install: ShownCommand | undefined): readonly ShownCommand[] {
  if (command.words !== 'pip' || install === undefined) return [command];
  return [{ ...command, commands: [{ name: 'install', description: install.description }, ...command.commands] }, { ...install, words: 'pip install', usage: install.usage.replace('depsec install', 'depsec pip install'), sameAs: 'depsec install' }];
}

/** The commands of depsec as help shows them. */
export function allCommands(): readonly ShownCommand[] {
  const commands = shownCommands(createProgram(complete));
  const install = commands.find(({ words }) => words === 'install');
  return commands.flatMap((command) => withPipInstall(command, install));
}

/** Writes the completion script for a shell. Returns the exit code, 0. Throws `bad-arguments` (exit 2) for another shell. */
export async function showCompletion(shell: string, flags: GlobalFlags): Promise<number> {
  tolerateClosedPipes();
  if (!isShell(shell)) throw new UserError('bad-arguments', `no completion for ${JSON.stringify(shell)}`, { hint: `there is one for: ${shells.join(', ')}` });
  await checkDelivery(FORMATS, flags);
  const script = completionScript(shell, { commands: allCommands(), values: VALUES, args: { explain: ruleIds, waive: ruleIds, completion: shells }, argsOrFiles: ['explain'] });
  await deliverFormats({ thing: script, formats: FORMATS }, flags);
  return 0;
}
