import type { ShownCommand } from './shown-commands.js';

/** What can be completed beyond commands, options and the names of files. */
export interface Offered {
  readonly commands: readonly ShownCommand[];
  /** The values of an option, by its long form with the dashes. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** The arguments of a command, by its words. */
  readonly args: Readonly<Record<string, readonly string[]>>;
  /** Commands of those whose arguments may be files as well. */
  readonly argsOrFiles: readonly string[];
}
