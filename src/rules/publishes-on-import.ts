import { inWords, isLoaded } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Publishes or pushes when it is merely imported',
  docs: `A worm spreads with what its victims can log in to: it builds their projects once more, with itself inside, and hands them to the index or pushes to their repositories. Whoever imports a package publishes nothing by it.
Tools for releases do it in functions and commands that somebody calls, and a setup.py often has it behind a word on the command line; those are left alone.
What to do: do not install it; where it ran, look at what was published since and change the tokens of indexes and repositories. Out of scope: requests to the interfaces of indexes and forges.`,

  check: (facts) =>
    facts
      .calls('process')
      .filter(({ traits, when }) => traits.has('publishes') && isLoaded(when))
      .map((call) => ({ severity: 'critical', isStrong: true, message: `${call.name} publishes something: ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
});
