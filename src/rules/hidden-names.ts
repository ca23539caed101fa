import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { When } from '../core/facts/source-facts.js';
import type { Severity } from '../core/finding.js';

const SEVERITIES: Readonly<Record<When, Severity>> = { install: 'medium', start: 'medium', import: 'medium', autoload: 'medium', command: 'low', latent: 'low' };

export default defineRule({
  kind: 'source',
  title: 'Decodes the names of what it imports or calls',
  docs: `A plug-in is imported by a name out of a setting, which can be read there. A name that stands in the code as base64, hex or scrambled letters, and is decoded to import a module or to take a function out of one,
is there so that no search for that module or function finds it. So is a way to os.system or exec through all classes of Python and the names that their methods see. What to do: decode the names, they tell what the file does.
Out of scope: names that are cut in pieces, turned round or spelled by their numbers, which are read as if they stood there.`,

  check: (facts) => [
    ...facts.flows({ from: 'decoder', to: 'name' }).map((flow) => ({
      severity: SEVERITIES[flow.when],
      message: `${flow.sink.name} is given a name that ${flow.source.name} decodes, ${inWords(flow.when)}`,
      at: flow.sink,
      trace: flow.steps,
    })),
    ...facts.calls('borrowed').map((call) => ({
      severity: SEVERITIES[call.when],
      isStrong: runsUnasked(call.when),
      message: `${call.name} is taken out of the names that somebody else's function sees, ${inWords(call.when)}`,
      at: call,
    })),
  ],
});
