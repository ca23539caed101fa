import type { Flow, SourceFacts, SourceKind } from './source-facts.js';

/** Flows from these sources to the network, also where a program that the file starts does the sending. */
export function flowsOut(facts: SourceFacts, from: readonly SourceKind[]): readonly Flow[] {
  const senders = new Set(facts.calls('process').filter(({ traits }) => traits.has('contacts-network')).map(({ line }) => line));
  const programs = facts.flows({ from, to: 'process' }).filter(({ sink, through }) => through === 'value' && senders.has(sink.line));
  return [...facts.flows({ from, to: 'network' }), ...programs];
}
