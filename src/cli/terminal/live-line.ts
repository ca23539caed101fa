import type { Look } from '../../core/run.js';
import type { Clock } from '../../platform/clock.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';
import { createThrottle } from './throttle.js';

/** One line at the bottom of a terminal that is drawn again and again, with lines that stay above it. */
export interface LiveLine {
  /** Changes the line. `text` is asked for when the line is drawn, which happens at most ten times a second. */
  readonly show: (text: () => string) => void;
  /** Prints a line that stays, at once. */
  readonly above: (text: string) => void;
  /** Wipes the line away for good. */
  readonly end: () => void;
}

interface Terminal {
  readonly write: (text: string) => void;
  readonly look: Look;
  readonly clock: Pick<Clock, 'monotonicMs'>;
}

const SHORTEST_PAUSE_MS = 100;
// Back to the first column, then EL 2 (ECMA-48): wipes the whole line.
const WIPE = '\r\x1b[2K';

/** A live line on a terminal that understands `\r` and `CSI 2 K`. */
export function createLiveLine({ write, look, clock }: Terminal): LiveLine {
  let wanted: (() => string) | null = null;
  let isDrawn = false;
  let isOver = false;

  const wipe = (): string => {
    const text = isDrawn ? WIPE : '';
    isDrawn = false;
    return text;
  };
  const redraw = createThrottle(SHORTEST_PAUSE_MS, clock, () => {
    if (wanted === null) return;
    // One cell stays free: a full line makes some terminals wrap, and a wrapped line cannot be wiped.
    const text = escapeForTerminal(wanted(), { unicode: look.unicode, width: look.columns - 1 });
    write(wipe() + text);
    isDrawn = true;
  });

  return {
    show: (text) => {
      if (isOver) return;
      wanted = text;
      redraw.soon();
    },
    above: (text) => {
      write(`${wipe()}${text}\n`);
      if (wanted !== null) redraw.soon();
    },
    end: () => {
      isOver = true;
      wanted = null;
      redraw.stop();
      if (isDrawn) write(wipe());
    },
  };
}
