import type { Flow, SourceFacts, SourceKind, Spot } from './source-facts.js';

/** What is sent from one program of this machine to another. */
function staysHere({ line }: Spot, facts: SourceFacts): boolean {
  const calls = [...facts.calls('network'), ...facts.calls('connect')].filter((call) => call.line === line);
  return calls.length > 0 && calls.every(({ traits }) => traits.has('local-host'));
}

/** Flows from these sources to the network, also where a program that the file starts does the sending. */
export function flowsOut(facts: SourceFacts, from: readonly SourceKind[]): readonly Flow[] {
  const senders = new Map(facts.calls('process').filter(({ traits }) => traits.has('contacts-network')).map(({ line, traits }) => [line, traits]));
  const programs = facts.flows({ from, to: 'process' }).filter(({ sink, through }) => senders.has(sink.line) && (through === 'value' || senders.get(sink.line)?.has('uploads') === true));
  return [...facts.flows({ from, to: 'network' }).filter(({ sink }) => !staysHere(sink, facts)), ...programs];
}
