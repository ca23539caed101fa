import type { CommandName, GivenOptions } from './options/given-options.js';

/** What commands need from the program around them. */
export interface CommandHost {
  /** Does the work of a command with the arguments and options it was given, and notes the exit code. */
  readonly run: (name: CommandName, args: readonly string[], given: GivenOptions) => Promise<void>;
  readonly exitCode: () => number;
  /** Whether a command of this name may be what the command line is about: to define the options of all costs more than the start of Node leaves. */
  readonly isMentioned: (name: string) => boolean;
}
