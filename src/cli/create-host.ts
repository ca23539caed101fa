import { takeHeadStart } from '../app/programs/head-start.js';
import { optimizeLate } from '../platform/patient-compiler.js';
import type { CommandHost } from './command-host.js';
import type { CommandName, GivenOptions } from './options/given-options.js';

/** Commands that ask pip before anything else. */
const startsWithPip = (name: CommandName, given: GivenOptions): boolean => ['install', 'audit', 'pip download', 'pip wheel'].includes(name) && !given.has('repair');

/**
 * The host of one command line. The work loads when a command runs: what is loaded before that is the command line itself, a small bundle of its
 * own (build.mjs), so that `--help` costs next to nothing. Without `argv` every command is complete.
 */
export function createHost(argv: readonly string[] | null = null): CommandHost {
  let exitCode = 0;
  return {
    exitCode: () => exitCode,
    isMentioned: (name) => argv === null || argv.includes(name),
    async run(name, args, given) {
      if (name === 'verify') {
        // Of its own, so that it can still tell of a missing file that all other commands need.
        const { verifyAndShow } = await import('./verify.js');
        exitCode = await verifyAndShow(args, given);
        return;
      }
      const headStart = startsWithPip(name, given) ? await takeHeadStart(given.get('python')?.at(-1) ?? null, given.has('one-pass') ? 'one_pass.py' : 'resolve.py') : null;
      try {
        optimizeLate();
        const { work } = await import('./work.js');
        exitCode = await work[name](args, given, headStart);
      } finally {
        await headStart?.end();
      }
    },
  };
}
