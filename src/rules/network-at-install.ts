import { defineRule } from '../core/rule.js';
import type { Call, SourceFacts } from '../core/facts/source-facts.js';
import type { Severity } from '../core/finding.js';

const RUNNABLE = /\.(?:pyw?|pyd|so|dll|exe|scr|msi|bat|cmd|ps1|vbs|hta|jar|sh)(?:[?#]|$)/i;

const PROGRAM = /\.(?:exe|scr|bat|cmd|ps1|vbs|hta)(?:[?#]|$)/i;

const isSuspect = ({ traits, text }: Call): boolean => traits.has('raw-address') || traits.has('drop-host') || /^http:/i.test(text ?? '') || RUNNABLE.test(text ?? '');

// These take nothing but URLs, so a constant without a scheme is one of several values: the name of a file that is read where it is no URL.
const isFileName = ({ name, text }: Call): boolean => /\burl(?:open|retrieve)$/.test(name) && text !== null && !/[:{}]/.test(text);

/** True where nothing is started or evaluated that could be what was fetched. */
const runsNothing = (facts: SourceFacts): boolean =>
  [...facts.calls('process'), ...facts.calls('exec')].every((call) => call.when !== 'install' || call.traits.has('build-tool'));

// Some honest projects fetch a prebuilt part from a well-known place, or keep what they fetch as a file, or can do so when their build is asked to;
// a computed address or an unknown host has no such excuse.
function severityOf(call: Call, facts: SourceFacts): Severity {
  if (call.traits.has('local-host')) return 'low';
  // Prebuilt parts come as archives and libraries; a program for Windows next to something that is started is not one.
  if (call.traits.has('vendor-host')) return PROGRAM.test(call.text ?? '') && !runsNothing(facts) ? 'critical' : 'medium';
  return !isSuspect(call) && (call.isIndirect || (call.isKept && runsNothing(facts))) ? 'medium' : 'critical';
}

// Of some addresses no more is known than how they begin.
const saysNothing = (text: string | null): boolean => text === null || /^\w+:\/*$/.test(text);

export default defineRule({
  kind: 'source',
  title: 'Contacts the network while it is being installed',
  docs: `A package is installed from files that pip has already downloaded; setup.py has nothing to ask the network. Attackers report home or fetch a second
stage here, because this code runs before anybody imports the package. A constant https address of a well-known vendor only warns, since prebuilt parts are fetched so; so does a reply that is merely kept as a file
by a script which starts nothing, and what another module of the project fetches when it is called.
What to do: take a wheel (--only-binary), or build from a source that does not fetch. Out of scope: build tools that fetch on their own (cargo, npm).`,

  check: (facts) =>
    [...facts.calls('network'), ...facts.calls('connect'), ...facts.calls('process').filter((call) => call.traits.has('contacts-network'))]
      .filter((call) => call.when === 'install' && !isFileName(call))
      .map((call) => ({
        severity: severityOf(call, facts),
        message: `${call.name} contacts ${saysNothing(call.text) ? 'an address that is put together at run time' : JSON.stringify(call.text)} while installing`,
        at: call,
      })),
});
