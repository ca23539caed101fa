import type { CallKind, SinkKind } from '../../../core/facts/source-facts.js';
import { HOLE, mergeKeys, mergeOrigins, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import type { Run } from '../run.js';

/** Notes a remarkable call. */
export function record(call: EvaluatedCall, kind: CallKind, noted: { readonly text: string | null; readonly run: Run }): void {
  const folder = kind === 'process' ? call.named.get('cwd')?.text : null;
  const noting = { kind, name: call.name, line: call.line, owner: call.scope.owner, text: noted.text };
  noted.run.recording.calls.push(folder ? { ...noting, folder } : noting);
}

/** Notes that data has reached a sink, and which file the sink runs, if it runs one. */
export function arrive(call: Pick<EvaluatedCall, 'name' | 'line' | 'scope'>, to: SinkKind, arrival: { readonly data: readonly Value[]; readonly text: string | null; readonly code?: string | null; readonly run: Run }): void {
  const origins = mergeOrigins(arrival.data);
  const keys = mergeKeys(arrival.data);
  const { text, code = null } = arrival;
  if (origins.length + keys.length === 0 && text === null && code === null) return;
  arrival.run.recording.arrivals.push({ to, sink: { name: call.name, line: call.line }, owner: call.scope.owner, origins, keys, text, code });
}

/** A text of which something is known, or null. */
export const known = (text: string): string | null => (text.replaceAll(HOLE, '').trim() === '' ? null : text);
