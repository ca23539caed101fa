import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Keeps the address that it contacts encoded',
  docs: `An address that stands in the code as base64 or hex, and is decoded just before the request, is one that nobody is meant to find: text search, scanners and reviewers all look for addresses.
An honest client has nothing to hide about the service it is for. Keys and names that are decoded and sent are no finding, only where the request goes.
What to do: decode the address, without opening it. Out of scope: addresses that come from elsewhere in an encoded form.`,

  check: (facts) =>
    facts.flows({ from: 'hidden', to: 'address' }).map((flow) => ({
      severity: runsUnasked(flow.when) ? 'critical' : 'low',
      isStrong: true,
      message: `${flow.sink.name} contacts an address that ${flow.source.name} decodes, ${inWords(flow.when)}`,
      at: flow.sink,
      trace: flow.steps,
    })),
});
