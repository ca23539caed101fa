import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

// Mirrors of the index, and where well-known projects keep builds, are named by honest packages as well.
const WELL_KNOWN = /:\/\/(?:[\w.-]+@)?(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|python\.org|pytorch\.org|nvidia\.com|anaconda\.org|edu\.cn|aliyun\.com|douban\.com)\b/;

export default defineRule({
  kind: 'source',
  title: 'Installs other packages while it is installed or imported',
  docs: `What a package needs stands in its metadata, where pip, lock files and reviewers see it. One that calls pip by itself brings in code that none of them knows about, in whatever version there is by then (npx -y and pipx run do the same with programs);
attackers put the malicious half into a second package and fetch it so. What to do: read which package is installed, and look at that one.
Where it names an index or an address of its own it counts more in a package that does little else. Out of scope: functions that somebody has to call (plug-in managers), and names that are put together.`,

  check: (facts) =>
    facts
      .calls('process')
      .filter((call) => call.traits.has('installs-package') && runsUnasked(call.when) && !call.isIndirect)
      .map((call) => ({ severity: 'medium', isStrong: call.traits.has('foreign-package') && !WELL_KNOWN.test(call.text ?? ''), message: `${call.name} installs other packages: ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
});
