import type { Observer } from '../../app/observer.js';
import type { GlobalFlags } from '../../app/request.js';
import type { Look } from '../../core/run.js';
import { systemClock } from '../../platform/clock.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';
import { isLive, type OutputStream } from './look.js';
import { createProgress } from '../terminal/progress.js';

/** Shows what a use case tells: a live line on a terminal, plain lines elsewhere, nothing but the result with --quiet. */
export function createObserver(stream: OutputStream, look: Look, flags: Pick<GlobalFlags, 'verbosity' | 'progressBar'>): { readonly observer: Observer; readonly finish: () => void } {
  const isQuiet = flags.verbosity === 'quiet';
  const progress = createProgress({ write: (text) => void stream.write(text), look, isTTY: flags.progressBar && isLive(stream), clock: systemClock });
  const safe = (text: string): string => escapeForTerminal(text, { unicode: look.unicode });
  const observer: Observer = {
    phase: (text) => isQuiet || progress.phase(`${text}...`),
    advance: (step) => isQuiet || progress.advance(step),
    python: (label, version) => isQuiet || progress.line(`${look.unicode ? '→' : '->'} ${safe(label)} (Python ${safe(version)})`),
    remark: (text) => (flags.verbosity === 'verbose' || flags.verbosity === 'very-verbose') && progress.line(safe(text)),
    pipText: (text) => {
      if (flags.verbosity === 'very-verbose') for (const line of text.trimEnd().split('\n')) progress.line(`  pip: ${safe(line)}`);
    },
  };
  return { observer, finish: progress.finish };
}
