import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

// Where nobody forces it, mkfs leaves alone what holds files: whoever calls this names the image or the disk, as tests of file systems do.
const MAKES_FILE_SYSTEM = /^\s*(?:\S{0,300}\/)?mkfs(?:\.\w{1,20})?\s[^\n|;&]{0,300}\{\}\s*$/;
const IS_FORCED = /\s(?:-\w?[fF]\s(?!(?:12|16|32)\s)|--force\s)/;

const isOfCaller = (text: string): boolean => MAKES_FILE_SYSTEM.test(text) && !IS_FORCED.test(text);

export default defineRule({
  kind: 'source',
  title: 'Deletes what the user has, everywhere it lies',
  docs: `Goes through the home folder or the whole disk and deletes, or has a shell do it. Clean-up removes what the package itself has written, in a folder of its own.
What to do: do not install it. Out of scope: files that are overwritten or encrypted in place, and paths that are put together.`,

  check: (facts) =>
    [...facts.calls('destroy'), ...facts.calls('process').filter(({ traits }) => traits.has('destroys'))].map((call) => ({
      severity: runsUnasked(call.when) ? 'critical' : 'low',
      isStrong: runsUnasked(call.when) || !isOfCaller(call.text ?? ''),
      message: `${call.name} deletes ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`,
      at: call,
    })),
});
