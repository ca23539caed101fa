import type { StartedProgram } from '../core/facts/package-facts.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import { inWords } from '../core/context.js';
import { scriptForPython } from '../python/vocabulary/python-command.js';
import { defineRule } from '../core/rule.js';

// Extension modules and libraries are loaded, not started.
const LOADED = /\.(?:so(?:\.[\d.]+)?|pyd|dll|dylib|a|lib|o|obj)$/i;
const SCRIPT = /\.(?:sh|bash|bat|cmd|ps1|vbs|vbe|hta|wsf|scr|msi|jar|command|lnk|[cm]?js)$/i;

const MAY_BE_PYTHON = /\.(?:py|pyw|pyz|zip|egg)$|^(?!.*\.)/i;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const isProgram = ({ kind, path }: MemberFacts): boolean => (kind === 'native' && !LOADED.test(path)) || SCRIPT.test(path);

/** What Python is given to run, if that is called anything but Python. */
function disguised({ text }: StartedProgram, members: readonly MemberFacts[]): MemberFacts | undefined {
  const script = baseName(scriptForPython(text) ?? '');
  return script === '' || MAY_BE_PYTHON.test(script) ? undefined : members.find(({ path }) => baseName(path) === script);
}

const words = ({ text }: StartedProgram): ReadonlySet<string> => new Set(text.split(/[\s"'{}/\\=;&|]+/));

export default defineRule({
  kind: 'package',
  title: 'Starts a program that it brings, on import',
  docs: `A program or script that lies in the package (or a data file that Python is handed to run) and is started by a mere import has run before anybody has called anything, and nobody sees from the Python code what it does.
Packages that bring programs start them in functions, for whoever calls those.

What to do: look at the program; do not import the package before.

Out of scope: programs that are copied under another name first, and what setup.py starts, for which there are rules of their own.`,

  check: ({ members, started }) => {
    const programs = members.filter(isProgram);
    return started
      .filter(({ when }) => when !== 'install')
      .flatMap((start) => {
        const names = words(start);
        const program = programs.find(({ path }) => names.has(baseName(path))) ?? disguised(start, members);
        if (program === undefined) return [];
        return [{ severity: 'medium', isStrong: true, message: `${start.file}, line ${start.line}, starts ${program.path} ${inWords(start.when)}`, file: start.file, at: start }] as const;
      });
  },
});
