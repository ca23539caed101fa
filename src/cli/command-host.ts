import type { Observer } from '../app/observer.js';
import type { GlobalFlags } from '../app/request.js';
import type { Workshop } from '../app/workshop.js';
import type { Run } from '../core/run.js';

export type Judging = (shop: Workshop, observer: Observer) => Promise<Run>;
export type Telling = (shop: Workshop) => Promise<readonly string[]>;

/** What commands need from the program around them. */
export interface CommandHost {
  /** Runs a judging command, shows its progress and its report, and notes the exit code. */
  readonly judge: (flags: GlobalFlags, work: Judging) => Promise<void>;
  /** Runs a command that only tells something: prints its lines. */
  readonly tell: (flags: GlobalFlags, work: Telling) => Promise<void>;
  readonly exitCode: () => number;
}

/** The host of one command line. What a command needs loads when it runs, so that `--help` costs next to nothing. */
export function createHost(): CommandHost {
  let exitCode = 0;
  return {
    exitCode: () => exitCode,
    async judge(flags, work) {
      const { judgeAndShow } = await import('./judge-and-show.js');
      exitCode = await judgeAndShow(flags, work);
    },
    async tell(flags, work) {
      const { tellLines } = await import('./judge-and-show.js');
      await tellLines(flags, work);
    },
  };
}
