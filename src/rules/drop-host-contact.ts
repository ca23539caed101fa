import { inWords, runsUnasked } from '../core/context.js';
import type { Severity } from '../core/finding.js';
import { defineRule } from '../core/rule.js';
import type { Call } from '../core/facts/source-facts.js';

const isGivenAddress = ({ kind, text }: Call): boolean => (kind === 'process' ? /\w:\/\/\S*\{\}/ : /\{\}/).test(text ?? '');

// Services that look names up for everybody: whoever opens a connection to one asks whether there is a network at all, and leaves nothing there.
// A datagram is a question, and its answer comes from whoever owns the name in it.
const RESOLVER = /^(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9|208\.67\.22[02]\.22[02])(?::\d+)?$/;
const isProbe = ({ kind, name, text, when }: Call): boolean => kind !== 'process' && when === 'import' && !name.endsWith('.sendto') && RESOLVER.test(text ?? '');

const severityOf = (call: Call): Severity => (runsUnasked(call.when) ? (isProbe(call) ? 'medium' : 'critical') : 'low');

export default defineRule({
  kind: 'source',
  title: 'Contacts a paste, webhook, tunnel or raw address on its own',
  docs: `Pastes, chat webhooks, request bins, tunnels and bare IP addresses are where attackers collect stolen data and keep second stages: anybody can set one up without a name.
A package that contacts one while it is installed or imported does so without its user's knowledge; a function that somebody has to call may do so for its user, and counts only in a package that does little else.
The address of a public service for names is opened to find out whether there is a network, which only warns on import.
Out of scope: addresses put together at run time.`,

  check: (facts) =>
    [...facts.calls('network'), ...facts.calls('connect'), ...facts.calls('process')]
      .filter((call) => call.traits.has('drop-host') || call.traits.has('raw-address'))
      // A library for such a service is given the rest of the address by its user.
      .filter((call) => runsUnasked(call.when) || !isGivenAddress(call))
      .map((call) => ({
        severity: severityOf(call),
        isStrong: call.traits.has('drop-host') || (call.traits.has('raw-address') && call.traits.has('uploads')),
        message: `${call.name} contacts ${JSON.stringify(call.text)}, ${inWords(call.when)}`,
        at: call,
      })),
});
