import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Capability: talks to the network',
  docs: `Records calls that send to or fetch from other machines, with the address as far as it is constant. Information for functions that somebody calls; low
when it happens on import, which few packages need. Out of scope: clients that are not among the common ones, and native code.`,

  check: (facts) =>
    [...facts.calls('network'), ...facts.calls('connect')].map((call) => ({
      severity: runsUnasked(call.when) ? 'low' : 'info',
      message: `${call.name} contacts ${call.text === null ? 'a computed address' : JSON.stringify(call.text.slice(0, 120))}, ${inWords(call.when)}`,
      at: call,
    })),
});
