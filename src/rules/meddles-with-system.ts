import { inWords, isLoaded } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Call } from '../core/facts/source-facts.js';

// What setup.py starts so is told by process-at-install, where anything unusual counts.
const runsByItself = ({ when, isIndirect }: Call): boolean => isLoaded(when) && !isIndirect;

export default defineRule({
  kind: 'source',
  title: 'Ends programs or changes the system when it is merely imported',
  docs: `Ends other programs, turns off firewalls and defenders, adds accounts, changes the registry, shuts the machine down or opens it to others (a tunnel, a container that sees the whole disk, a server for its files), and all that because somebody has written an import.
Tools that manage a system do so in functions, for whoever calls those. The calculator that opens by itself is how an attack proves that it works.
What to do: do not import it. Out of scope: functions that somebody has to call, and systems that are changed by other ways than programs.`,

  check: (facts) =>
    facts
      .calls('process')
      .filter((call) => call.traits.has('meddles') && runsByItself(call))
      .map((call) => ({ severity: 'critical', message: `${call.name} starts ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call })),
});
