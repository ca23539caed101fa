import { inWords } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Capability: starts other programs',
  docs: `Records calls that start processes (subprocess, os.system, os.exec*, pty...) with the command as far as it is constant. Most packages that do so are honest, so this is
information only. Out of scope: programs started by native code.`,

  check: (facts) =>
    facts.calls('process').map((call) => ({
      severity: 'info',
      message: `${call.name} starts ${call.text === null ? 'a computed command' : JSON.stringify(call.text.slice(0, 120))}, ${inWords(call.when)}`,
      at: call,
    })),
});
