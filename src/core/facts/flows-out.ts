import type { Flow, SourceFacts, SourceKind } from './source-facts.js';

/** Flows from these sources to the network, also where a program that the file starts does the sending. */
export function flowsOut(facts: SourceFacts, from: readonly SourceKind[]): readonly Flow[] {
  const senders = new Map(facts.calls('process').filter(({ traits }) => traits.has('contacts-network')).map(({ line, traits }) => [line, traits]));
  const programs = facts.flows({ from, to: 'process' }).filter(({ sink, through }) => senders.has(sink.line) && (through === 'value' || senders.get(sink.line)?.has('uploads') === true));
  return [...facts.flows({ from, to: 'network' }), ...programs];
}
