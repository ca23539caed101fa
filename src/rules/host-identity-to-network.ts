import { inWords, runsUnasked } from '../core/context.js';
import { flowsOut } from '../core/facts/flows-out.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Call, Flow, SourceFacts } from '../core/facts/source-facts.js';

// What is different for each user and machine. The kind of system, the folder and the own address are asked for in honest telemetry, too.
const TELLS_WHO = /gethostname|getfqdn|platform\.node|getlogin|getuser|getnode|uname|GetUserName|GetComputerName|get_mac_address|whoami|hostname|^\$|^git\s+(?:remote|config)/i;

// The kind of system stands in the name that a client gives itself, and uname() is asked for that as well.
const TELLS_KIND = /\buname$/;
const tellsWho = (name: string): boolean => TELLS_WHO.test(name) && !TELLS_KIND.test(name);

// A client of machines in one's own network is told by whoever uses it where such a machine is.
const IS_GIVEN_PLACE = /^(?:\w+:\/\/\{\}(?:[:/]|$)|\{\}\/)/;
const isGivenPlace = ({ sink, when }: Flow, facts: SourceFacts): boolean => !runsUnasked(when) && facts.calls('network').some(({ line, text }) => line === sink.line && IS_GIVEN_PLACE.test(text ?? ''));

function finding(flows: readonly Flow[], facts: SourceFacts): readonly RuleFinding[] {
  const [first] = flows;
  const told = [...new Set(flows.map((flow) => flow.source.name))];
  if (!first) return [];
  // One fact alone is common in a client that somebody calls; a set of them is a fingerprint, and who it is a beacon where nobody has called anything.
  if (!runsUnasked(first.when) && !told.some(tellsWho)) return [];
  const isSet = first.when === 'install' || told.length > 1;
  if (!isSet && !(runsUnasked(first.when) && told.some((name) => TELLS_WHO.test(name)))) return [];
  return [{ severity: !runsUnasked(first.when) ? 'low' : isSet ? 'critical' : 'medium', isStrong: !isGivenPlace(first, facts), message: `${first.sink.name} tells who and where the user is (${told.join(', ')}), ${inWords(first.when)}`, at: first.sink, trace: flows.flatMap((flow) => flow.steps) }];
}

const viaShell = (call: Call): RuleFinding => ({ severity: runsUnasked(call.when) ? 'critical' : 'low', isStrong: true, message: `${call.name} starts a line that tells who or where the user is, ${inWords(call.when)}`, at: call });

export default defineRule({
  kind: 'source',
  title: 'Tells a stranger who installs it',
  docs: `Sends the user's name, the host name or hardware addresses to the network without being asked: the first step of a targeted attack, and what dependency-confusion
beacons do. At install time one of them is enough, on import it takes two; the name of the user or the machine alone is worth a warning there, and more in a package that does little else. In a function that somebody has to call it may be
telemetry of a service, and counts only in a package that does little else. It is the same where a program like nslookup or curl does the sending. Out of scope: data that many modules of a large package hand on.`,

  check: (facts) => {
    const bySink = new Map<number, Flow[]>();
    for (const flow of flowsOut(facts, ['host'])) bySink.set(flow.sink.line, [...(bySink.get(flow.sink.line) ?? []), flow]);
    return [...[...bySink.values()].flatMap((flows) => finding(flows, facts)), ...facts.calls('process').filter(({ traits }) => traits.has('tells-identity')).map(viaShell)];
  },
});
