import { inWords, runsUnasked } from '../core/context.js';
import { flowsOut } from '../core/flows-out.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Call, Flow } from '../core/source-facts.js';

function finding(flows: readonly Flow[]): readonly RuleFinding[] {
  const [first] = flows;
  const told = [...new Set(flows.map((flow) => flow.source.name))];
  // One fact alone (a client that tells its host name) is common; a set of them is a fingerprint.
  if (!first || (first.when !== 'install' && told.length < 2)) return [];
  return [{ severity: runsUnasked(first.when) ? 'critical' : 'low', isStrong: true, message: `${first.sink.name} tells who and where the user is (${told.join(', ')}), ${inWords(first.when)}`, at: first.sink, trace: flows.flatMap((flow) => flow.steps) }];
}

const viaShell = (call: Call): RuleFinding => ({ severity: runsUnasked(call.when) ? 'critical' : 'low', isStrong: true, message: `${call.name} starts a line that tells who or where the user is, ${inWords(call.when)}`, at: call });

export default defineRule({
  kind: 'source',
  title: 'Tells a stranger who installs it',
  docs: `Sends the user's name, the host name or hardware addresses to the network without being asked: the first step of a targeted attack, and what dependency-confusion
beacons do. At install time one of them is enough, on import it takes two. In a function that somebody has to call it may be
telemetry of a service, and counts only in a package that does little else. It is the same where a program like nslookup or curl does the sending. Out of scope: data that other modules of the package send.`,

  check: (facts) => {
    const bySink = new Map<number, Flow[]>();
    for (const flow of flowsOut(facts, ['host'])) bySink.set(flow.sink.line, [...(bySink.get(flow.sink.line) ?? []), flow]);
    return [...[...bySink.values()].flatMap(finding), ...facts.calls('process').filter(({ traits }) => traits.has('tells-identity')).map(viaShell)];
  },
});
