import { defineRule } from '../core/rule.js';
import type { Call } from '../core/facts/source-facts.js';
import type { Severity } from '../core/finding.js';

// A script for Windows' shell builds nothing, and is read by nobody who reads setup.py.
const STARTS_SCRIPT = /\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,300}\.ps1\b/i;

// The program itself is unknown, only its options are; or it is Python, and nothing else is known. No program is called like an option: what stands before it was not understood.
const isOption = (text: string): boolean => /^(?:python[\d.]*\s+)?\{\}(?:[\s-]|$)|^--\w/.test(text);

// A command that only the running script knows is as often a compiler as not, and what another module of the project starts when it is asked to depends on what is asked.
function severityOf(call: Call): Severity | null {
  if (call.traits.has('build-tool') || call.traits.has('own-script')) return null;
  if (call.text === null || isOption(call.text) || call.isIndirect) return 'low';
  return call.traits.has('meddles') || STARTS_SCRIPT.test(call.text) ? 'critical' : 'medium';
}

export default defineRule({
  kind: 'source',
  title: 'Starts an unusual program while it is being installed',
  docs: `setup.py may start compilers and version control, and those pass (git, cmake, make, pkg-config, gcc and many more), and so does Python with a script of the
project, which is then judged like setup.py itself. Anything else that is started before the package is even installed is worth a look; attackers start shells, downloaders
and interpreters here. Programs of the desktop (the calculator that proves an attack, notepad) and those that change the system's settings, accounts or registry have no business there at all,
and neither has a script for PowerShell.
Out of scope: what the started build tool does in its turn.`,

  check: (facts) =>
    facts.calls('process').flatMap((call) => {
      const severity = call.when === 'install' ? severityOf(call) : null;
      if (severity === null) return [];
      return [{ severity, message: `${call.name} starts ${call.text === null ? 'a computed command' : JSON.stringify(call.text)} while installing`, at: call }];
    }),
});
