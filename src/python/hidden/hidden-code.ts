import type { Hidden, When } from '../../core/facts/source-facts.js';
import { mentionsSomething } from '../glance/could-matter.js';
import { codeForPython } from '../vocabulary/python-command.js';
import { runsFile, type RecordedFlows } from '../flows.js';

/** Python that a file keeps as text and runs by its own hand. */
export interface HiddenCode {
  readonly text: string;
  /** Where it comes to run, in the file itself. */
  readonly line: number;
  readonly when: When;
  readonly hidden: Hidden;
}

// Others are too short to import something and to use it.
const SHORTEST = 16;

const isDecoded = (origins: readonly { readonly kind: string }[]): boolean => origins.some(({ kind }) => kind === 'decoder');

/** Every constant text that exec(), `python -c` or a script which the file itself writes and starts would run. */
export function hiddenCode({ arrivals, writes }: RecordedFlows, when: (owner: string) => When): readonly HiddenCode[] {
  const found = arrivals.flatMap((arrival) => {
    const place = { line: arrival.sink.line, when: when(arrival.owner) };
    const written = arrival.to === 'process' || arrival.to === 'exec' ? writes.filter((write) => write.text !== null && runsFile(arrival, write)) : [];
    const own = arrival.to === 'exec' ? arrival.code : arrival.to === 'process' ? codeForPython(arrival.text ?? '') : null;
    return [{ text: own, origins: arrival.origins }, ...written].map(({ text, origins }) => ({ ...place, text, hidden: isDecoded(origins) ? ('encoded' as const) : ('text' as const) }));
  });
  return found.flatMap((code) => (code.text !== null && code.text.length >= SHORTEST && mentionsSomething(code.text) ? [{ ...code, text: code.text }] : []));
}
