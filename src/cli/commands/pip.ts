import { Command } from 'commander';
import type { CommandHost } from '../command-host.js';
import type { CommandName, GivenOptions } from '../options/given-options.js';
import { addGlobalOptions } from '../options/global-options.js';
import { addInstallOptions } from '../options/install-options.js';

function gatedCommand(gated: 'download' | 'wheel', description: string, host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command(gated).description(description).argument('[package...]', 'names with versions, extras and markers, or archives');
  if (host.isMentioned(gated)) addInstallOptions(command, given, gated);
  addGlobalOptions(command, given);
  const name: CommandName = `pip ${gated}`;
  return command.helpOption('-h, --help', 'show help').action((packages: string[]) => host.run(name, packages, given));
}

/** `depsec pip ARGS...`: pip as it is, apart from what brings packages: `install` is depsec's own, `download` and `wheel` are gated. */
export function pipCommand(host: CommandHost): Command {
  return new Command('pip')
    .description('pip, with install, download and wheel gated; all else goes to the pip of the environment as it is')
    .usage('[pip options] [command] [arguments]')
    .helpCommand(false)
    .addHelpText('after', '\ndepsec pip install is depsec install; all other commands are handed to pip.')
    .addCommand(gatedCommand('download', 'judge what pip would download, then put exactly those files into a folder', host))
    .addCommand(gatedCommand('wheel', 'judge what pip would make wheels of, then put the wheels into a folder', host));
}
