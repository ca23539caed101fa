import { inWords, runsUnasked } from '../core/context.js';
import { flowsOut } from '../core/facts/flows-out.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { SourceFacts } from '../core/facts/source-facts.js';

/** What is on the screen or in the clipboard, on its way out. */
const viaFlow = (facts: SourceFacts): readonly RuleFinding[] =>
  flowsOut(facts, ['observation']).map((flow) => ({
    severity: runsUnasked(flow.when) ? 'critical' : 'low',
    isStrong: true,
    message: `${flow.sink.name} sends what ${flow.source.name} sees, ${inWords(flow.when)}`,
    at: flow.sink,
    trace: flow.steps,
  }));

const sends = (facts: SourceFacts): boolean => facts.calls('process').some(({ traits }) => traits.has('contacts-network')) || facts.calls('network').length + facts.calls('connect').length > 0 || facts.texts.some(({ mark }) => mark === 'drop-token');

export default defineRule({
  kind: 'source',
  title: 'Watches keyboard, screen or clipboard next to a line to the network',
  docs: `Keyloggers and spies are told of every key in whatever program the user is in, or take pictures of the screen, the camera and the clipboard, and send them on. Libraries for input and for
screenshots leave the sending to who uses them; remote-control tools are larger and say what they are for.
What to do: do not install it; where it ran, change every password that was typed since. Out of scope: watching and sending in different files.`,

  check: (facts) => [
    ...viaFlow(facts),
    ...facts
      .calls('watch')
      .filter(() => sends(facts))
      .map((call) => ({ severity: runsUnasked(call.when) ? ('critical' as const) : ('low' as const), isStrong: true, message: `${call.name} is told of every key, and the file talks to the network, ${inWords(call.when)}`, at: call })),
  ],
});
