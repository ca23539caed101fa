import type { StartedProgram } from '../core/facts/package-facts.js';
import { inWords } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import { scriptForPython } from '../python/vocabulary/python-command.js';

/** The name of the script, without its folder; null where a part of the name is not known. */
const scriptIn = ({ text }: StartedProgram): string | null => /(?:^|[\\/])([\w-]+\.pyw?)$/i.exec(scriptForPython(text) ?? '')?.[1] ?? null;

export default defineRule({
  kind: 'package',
  title: 'Starts a script that it does not bring',
  docs: `A script that is started by an install or an import, and that is nowhere in the archive, comes from elsewhere: another package, a download, or the machine it is meant for.
Honest projects may forget a file when they pack a release; where that call is most of what the package does, nothing else is left of it.

What to do: ask what the script is; a release without it does not work as it was meant to.

Out of scope: scripts whose names are put together, modules (\`python -m\`), and scripts that the code itself writes, for which there is a rule of its own.`,

  check: ({ members, started }) => {
    const brought = new Set(members.map(({ path }) => path.slice(path.lastIndexOf('/') + 1).toLowerCase()));
    return started.flatMap((start) => {
      const script = scriptIn(start);
      if (script === null || brought.has(script.toLowerCase())) return [];
      return [{ severity: 'low', isStrong: true, message: `${start.file}, line ${start.line}, starts ${script}, which the archive does not hold, ${inWords(start.when)}`, file: start.file, at: start }] as const;
    });
  },
});
