import type { Workshop } from '../workshop.js';

/** When the pip of a single pass is stopped: at the first interruption while it changes nothing, at the second one afterwards. */
export interface PassSignal {
  readonly stop: AbortSignal;
  /** From now on pip changes the environment, and half of that is worse than all. */
  readonly begin: () => void;
  readonly release: () => void;
}

export function passSignal({ signal, insistent }: Pick<Workshop, 'signal' | 'insistent'>): PassSignal {
  const stop = new AbortController();
  const over = new AbortController();
  let hasBegun = false;
  signal.addEventListener('abort', () => { if (!hasBegun) stop.abort(signal.reason); }, { signal: over.signal });
  insistent.addEventListener('abort', () => stop.abort(insistent.reason), { signal: over.signal });
  return { stop: stop.signal, begin: () => { hasBegun = true; }, release: () => over.abort() };
}
