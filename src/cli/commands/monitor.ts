import { Command, Option } from 'commander';
import type { GivenOptions } from '../options/given-options.js';
import { addGlobalOptions, addNotedOption } from '../options/global-options.js';
import type { CommandHost } from '../command-host.js';

const OPTIONS: readonly (readonly [flags: string, help: string])[] = [
  ['--once', 'one run, for cron and CI, instead of one each interval'],
  ['--interval <SECONDS>', 'from one run to the next; 86400 (a day) unless told'],
  ['--json-output <FILE>', 'add the report of each run to a file, as a line of JSON'],
  ['--webhook-url <URL>', 'send reports that have news; signed when DEPSEC_WEBHOOK_SECRET is set'],
  ['--allow-private-webhook', 'the webhook may be on this machine or an internal network, there also by http'],
];

/** `depsec monitor`: `scan` of the environment again and again, telling only what is new. */
export function monitorCommand(host: CommandHost): Command {
  const given: GivenOptions = new Map();
  const command = new Command('monitor').description('watch what is installed in the active environment, and tell what is new since the last run; the first run is the baseline');
  for (const [flags, help] of OPTIONS) addNotedOption(command, new Option(flags, help), given);
  addGlobalOptions(command, given);
  return command.action(() => host.run('monitor', [], given));
}
