import { defineRule } from '../core/rule.js';
import type { Call } from '../core/source-facts.js';
import type { Severity } from '../core/finding.js';

// Some honest projects fetch a prebuilt part from a well-known place; a computed address or an unknown host has no such excuse.
const severityOf = (call: Call): Severity => (call.traits.has('vendor-host') ? 'medium' : call.traits.has('local-host') ? 'low' : 'critical');

export default defineRule({
  kind: 'source',
  title: 'Contacts the network while it is being installed',
  docs: `A package is installed from files that pip has already downloaded; setup.py has nothing to ask the network. Attackers report home or fetch a second
stage here, because this code runs before anybody imports the package. A constant https address of a well-known vendor only warns: prebuilt parts are fetched so.
What to do: take a wheel (--only-binary), or build from a source that does not fetch. Out of scope: build tools that fetch on their own (cargo, npm).`,

  check: (facts) =>
    [...facts.calls('network'), ...facts.calls('connect'), ...facts.calls('process').filter((call) => call.traits.has('contacts-network'))]
      .filter((call) => call.when === 'install')
      .map((call) => ({
        severity: severityOf(call),
        message: `${call.name} contacts ${call.text === null ? 'an address that is put together at run time' : JSON.stringify(call.text)} while installing`,
        at: call,
      })),
});
