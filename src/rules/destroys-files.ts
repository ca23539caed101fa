import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Deletes what the user has, everywhere it lies',
  docs: `Goes through the home folder or the whole disk and deletes, or has a shell do it. Clean-up removes what the package itself has written, in a folder of its own.
What to do: do not install it. Out of scope: files that are overwritten or encrypted in place, and paths that are put together.`,

  check: (facts) =>
    [...facts.calls('destroy'), ...facts.calls('process').filter(({ traits }) => traits.has('destroys'))].map((call) => ({
      severity: runsUnasked(call.when) ? 'critical' : 'low',
      isStrong: true,
      message: `${call.name} deletes ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`,
      at: call,
    })),
});
