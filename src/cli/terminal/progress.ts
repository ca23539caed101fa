import type { Look } from '../../core/run.js';
import type { Clock } from '../../platform/clock.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';
import { createLiveLine } from './live-line.js';
import type { LiveLine } from './live-line.js';
import { describe } from './step.js';
import type { Step } from './step.js';

export type { Step } from './step.js';

/** Where progress goes. `write` gets text for one stream and nothing else may write there between `createProgress` and `finish`. */
export interface ProgressTarget {
  readonly write: (text: string) => void;
  readonly look: Look;
  readonly isTTY: boolean;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

/** What a long run tells while it works. Call `finish` at the end and on interruption; it may be called twice. */
export interface Progress {
  /** Begins a part of the work: `Resolving flask...`. Any text; it is escaped here. */
  readonly phase: (text: string) => void;
  /** How far the present part is. `label` is escaped here. Cheap enough to be called for each chunk of a download. */
  readonly advance: (step: Step) => void;
  /** Prints a line that stays. It is printed as it is, so it must come from a reporter or be escaped already. */
  readonly line: (text: string) => void;
  /** Wipes the live line away and prints nothing more of its own. */
  readonly finish: () => void;
}

/** Without a terminal a long part says now and then that it is alive, for whoever follows a CI log. */
const PLAIN_EVERY_MS = 10_000;

interface Part {
  readonly text: string;
  readonly startedMs: number;
}

function livePart(target: ProgressTarget, live: LiveLine): Progress {
  let part: Part = { text: '', startedMs: target.clock.monotonicMs() };
  return {
    phase: (text) => {
      part = { text, startedMs: target.clock.monotonicMs() };
      live.show(() => text);
    },
    advance: (step) => {
      const { text, startedMs } = part;
      live.show(() => describe(text, step, target.clock.monotonicMs() - startedMs));
    },
    line: live.above,
    finish: live.end,
  };
}

function plainParts({ write, look, clock }: ProgressTarget): Progress {
  let part: Part = { text: '', startedMs: 0 };
  let toldMs = 0;
  let isOver = false;
  const tell = (text: string): void => {
    toldMs = clock.monotonicMs();
    write(`${escapeForTerminal(text, { unicode: look.unicode })}\n`);
  };
  return {
    phase: (text) => {
      if (isOver) return;
      part = { text, startedMs: clock.monotonicMs() };
      tell(text);
    },
    advance: (step) => {
      const nowMs = clock.monotonicMs();
      if (!isOver && nowMs - toldMs >= PLAIN_EVERY_MS) tell(describe(part.text, step, nowMs - part.startedMs));
    },
    line: (text) => write(`${text}\n`),
    finish: () => {
      isOver = true;
    },
  };
}

const nothing = (): void => {};

/** `--quiet`: only the lines that stay. */
function silent({ write }: ProgressTarget): Progress {
  return { phase: nothing, advance: nothing, line: (text) => write(`${text}\n`), finish: nothing };
}

/** Progress for one run: a live line on a terminal, plain lines elsewhere, nothing but lasting lines when quiet. */
export function createProgress(target: ProgressTarget): Progress {
  if (target.look.verbosity === 'quiet') return silent(target);
  return target.isTTY ? livePart(target, createLiveLine(target)) : plainParts(target);
}
