import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Call } from '../core/facts/source-facts.js';

const isGivenAddress = ({ kind, text }: Call): boolean => (kind === 'process' ? /\w:\/\/\S*\{\}/ : /\{\}/).test(text ?? '');

export default defineRule({
  kind: 'source',
  title: 'Contacts a paste, webhook, tunnel or raw address on its own',
  docs: `Pastes, chat webhooks, request bins, tunnels and bare IP addresses are where attackers collect stolen data and keep second stages: anybody can set one up without a name.
A package that contacts one while it is installed or imported does so without its user's knowledge; a function that somebody has to call may do so for its user, and counts only in a package that does little else.
Out of scope: addresses put together at run time.`,

  check: (facts) =>
    [...facts.calls('network'), ...facts.calls('connect'), ...facts.calls('process')]
      .filter((call) => call.traits.has('drop-host') || call.traits.has('raw-address'))
      // A library for such a service is given the rest of the address by its user.
      .filter((call) => runsUnasked(call.when) || !isGivenAddress(call))
      .map((call) => ({
        severity: runsUnasked(call.when) ? 'critical' : 'low',
        isStrong: call.traits.has('drop-host') || (call.traits.has('raw-address') && call.traits.has('uploads')),
        message: `${call.name} contacts ${JSON.stringify(call.text)}, ${inWords(call.when)}`,
        at: call,
      })),
});
