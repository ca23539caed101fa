import type { Run } from '../../core/run.js';
import { depsecVersion, ruleset } from '../build-facts.js';
import type { Workshop } from '../workshop.js';

type Known = Pick<Run, 'command' | 'decisions'> & Partial<Run>;

/** A run with what is the same for all commands filled in; `startedMs` is the clock's reading when it began. */
export function finishedRun(shop: Workshop, startedMs: number, known: Known): Run {
  return {
    depsecVersion,
    ruleset,
    satisfied: [],
    problems: [],
    installed: false,
    dryRun: false,
    failClosed: shop.configuration.settings.failClosed,
    ...known,
    notices: [...shop.notices(), ...(known.notices ?? [])],
    elapsedMs: Math.round(shop.clock.monotonicMs() - startedMs),
  };
}
