import type { Observer } from '../../app/observer.js';
import type { GlobalFlags } from '../../app/request.js';
import type { Look } from '../../core/run.js';
import { systemClock } from '../../platform/clock.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';
import { isLive, type OutputStream } from './look.js';
import { createProgress } from '../terminal/progress.js';

// pip begins such a line with each package that it looks at, in a resolution that may take minutes.
const collectedIn = (text: string): readonly string[] => [...text.matchAll(/^\s*Collecting (\S+)/gm)].map(([, name = '']) => name);

/** Shows what a use case tells: a live line on a terminal, plain lines elsewhere, nothing but the result with --quiet. */
export function createObserver(stream: OutputStream, look: Look, flags: Pick<GlobalFlags, 'verbosity' | 'progressBar'>): { readonly observer: Observer; readonly finish: () => void } {
  const isQuiet = flags.verbosity === 'quiet';
  const progress = createProgress({ write: (text) => void stream.write(text), look, isTTY: flags.progressBar && isLive(stream), clock: systemClock });
  const safe = (text: string): string => escapeForTerminal(text, { unicode: look.unicode });
  let collected = 0;
  const observer: Observer = {
    phase: (text) => {
      collected = 0;
      if (!isQuiet) progress.phase(`${text}...`);
    },
    advance: (step) => isQuiet || progress.advance(step),
    python: (label, version) => isQuiet || progress.line(`${look.unicode ? '→' : '->'} ${safe(label)} (Python ${safe(version)})`),
    remark: (text) => (flags.verbosity === 'verbose' || flags.verbosity === 'very-verbose') && progress.line(safe(text)),
    pipText: (text) => {
      for (const label of collectedIn(text)) {
        collected += 1;
        if (!isQuiet) progress.advance({ done: collected, total: null, bytes: 0, label });
      }
      if (flags.verbosity === 'very-verbose') for (const line of text.trimEnd().split('\n')) progress.line(`  pip: ${safe(line)}`);
    },
  };
  return { observer, finish: progress.finish };
}
