import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

/** `depsec update-db`: fetch the advisories that serve without network. */
export function updateDbCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('update-db').description('fetch the database of advisories, for runs without network; afterwards only what has changed');
  addNotedOption(command, new Option('--from <PLACE>', 'another place than OSV: the URL or path of a zip, or of a folder with all.zip, modified_id.csv and ID.json files'), given);
  addGlobalOptions(command, given);
  return command.action(() => host.run('update-db', [], given));
}
