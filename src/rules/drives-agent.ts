import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Has a coding agent work and ask nobody',
  docs: `Coding agents can read, search and change whatever their user can, and ask before they do; each has an option that switches the asking off. A package that starts one so lets it collect secrets or spread code in words that no scanner takes for code.
Front ends for agents put such options together from what their user chooses, and are called for it.
What to do: read what the agent is told to do; where it ran, look at what it has changed and change what it could read. Out of scope: options that are put together at run time, and agents without such an option.`,

  check: (facts) =>
    facts
      .calls('process')
      .filter(({ traits }) => traits.has('drives-agent'))
      .map((call) => ({ severity: runsUnasked(call.when) ? 'critical' : 'low', isStrong: runsUnasked(call.when), message: `${call.name} has a coding agent work without asking: ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
});
