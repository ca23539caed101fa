import type { CommandName, GivenOptions } from './given-options.js';

/** What commands need from the program around them. */
export interface CommandHost {
  /** Does the work of a command with the arguments and options it was given, and notes the exit code. */
  readonly run: (name: CommandName, args: readonly string[], given: GivenOptions) => Promise<void>;
  readonly exitCode: () => number;
}

/**
 * The host of one command line. The work loads when a command runs: what is loaded before that is the command line itself, a small bundle of its
 * own (build.mjs), so that `--help` costs next to nothing.
 */
export function createHost(): CommandHost {
  let exitCode = 0;
  return {
    exitCode: () => exitCode,
    async run(name, args, given) {
      const { work } = await import('./work.js');
      exitCode = await work[name](args, given);
    },
  };
}
