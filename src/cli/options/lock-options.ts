import { type Command, Option } from 'commander';
import type { GivenOptions } from './given-options.js';
import { addNotedOption } from './global-options.js';

/** Adds what tells how much of a lock file is judged. */
export function addLockOptions(command: Command, given: GivenOptions): void {
  addNotedOption(command, new Option('--all-platforms', 'every file of a lock file, for every platform and Python, and not only what this one takes'), given);
}
