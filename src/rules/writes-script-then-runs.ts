import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import { TELLING_SCRIPT, type Flow, type SourceFacts } from '../core/facts/source-facts.js';

// What another module of the project does when the build asks it to (installers, test runners) is not known to run.
const isIndirect = (flow: Flow, facts: SourceFacts): boolean => facts.calls('process').some((call) => call.line === flow.sink.line && call.isIndirect);

export default defineRule({
  kind: 'source',
  title: 'Writes a script to disk and starts it on its own',
  docs: `Code in a text that is written to a file and started from there outlives the install and shows in no list of files; a package has no need to bring its code so.
Tools that somebody calls do it for their users, so only code that runs without being asked counts; most where the text itself fetches what it runs, hides it or opens a shell.
What to do: read the text. Out of scope: a module that only holds the version between quotes, programs in other languages that are written to be compiled, scripts that come with the package, and what other modules
do when a build calls them.`,

  check: (facts) =>
    facts
      .flows({ from: 'script', to: ['process', 'exec'] })
      .filter((flow) => flow.through === 'file' && runsUnasked(flow.when) && !isIndirect(flow, facts))
      .map((flow) => ({
        severity: flow.when === 'install' || flow.source.name === TELLING_SCRIPT ? 'critical' : 'medium',
        isStrong: true,
        message: `${flow.sink.name} starts a script that the code has just written, ${inWords(flow.when)}`,
        at: flow.sink,
        trace: flow.steps,
      })),
});
