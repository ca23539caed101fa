import { bytesInWords } from './quantities.js';

/** How far a part of the work is: things done of `total` (null while unknown), bytes so far (0 where bytes mean nothing). */
export interface Step {
  readonly done: number;
  readonly total: number | null;
  readonly bytes: number;
  /** What is being worked on, usually a file name. May be package text. */
  readonly label: string;
}

// In the first moments a rate is noise.
const SETTLED_MS = 500;

function rate({ done, bytes }: Step, elapsedMs: number): readonly string[] {
  if (elapsedMs < SETTLED_MS) return [];
  const seconds = elapsedMs / 1000;
  if (bytes > 0) return [`${bytesInWords(bytes / seconds)}/s`];
  return done > 0 ? [`${(done / seconds).toFixed(1)}/s`] : [];
}

/** One line such as `Fetching 7 files (12.3 MB)  3 of 7, 4.1 MB, 2.0 MB/s  flask-3.0.0-py3-none-any.whl`. Not escaped yet. */
export function describe(phase: string, step: Step, elapsedMs: number): string {
  const count = step.total === null ? `${step.done}` : `${step.done} of ${step.total}`;
  const amount = step.bytes > 0 ? [bytesInWords(step.bytes)] : [];
  const facts = [count, ...amount, ...rate(step, elapsedMs)].join(', ');
  return [phase, facts, step.label].filter((text) => text !== '').join('  ');
}
