import { inWords } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Writes where programs start from or where the system lives',
  docs: `Autostart folders, schedulers, shell profiles, authorized_keys and system folders decide what runs later and for whom. A package that writes there while it is installed
is taking root; in a function that somebody calls it may be an installer's job. Out of scope: paths that are put together at run time, and shell commands that write.`,

  check: (facts) =>
    facts
      .calls('write')
      .filter((call) => call.traits.has('system-path'))
      .map((call) => ({
        severity: call.when === 'install' || call.when === 'start' ? 'critical' : call.when === 'import' ? 'medium' : 'low',
        message: `${call.name} writes ${JSON.stringify(call.text)}, ${inWords(call.when)}`,
        at: call,
      })),
});
