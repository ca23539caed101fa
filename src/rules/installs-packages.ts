import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Installs other packages while it is installed or imported',
  docs: `What a package needs stands in its metadata, where pip, lock files and reviewers see it. One that calls pip by itself brings in code that none of them knows about, in whatever version there is by then;
attackers put the malicious half into a second package and fetch it so. What to do: read which package is installed, and look at that one.
Out of scope: functions that somebody has to call (plug-in managers), and names that are put together.`,

  check: (facts) =>
    facts
      .calls('process')
      .filter((call) => call.traits.has('installs-package') && runsUnasked(call.when) && !call.isIndirect)
      .map((call) => ({ severity: 'medium', isStrong: call.traits.has('foreign-package'), message: `${call.name} installs other packages: ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
});
