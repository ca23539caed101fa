import { inWords, runsUnasked } from '../core/context.js';
import type { Call } from '../core/facts/source-facts.js';
import type { Severity } from '../core/finding.js';
import { defineRule } from '../core/rule.js';

const IMPORTER = 'zipimport.zipimporter';

function severityOf({ isIndirect, when }: Call, loads: boolean): Severity {
  if (isIndirect || !runsUnasked(when)) return 'low';
  return when === 'install' ? 'critical' : loads ? 'medium' : 'low';
}

export default defineRule({
  kind: 'source',
  title: 'Loads code out of a zip file by its own hand',
  docs: `Python imports from zip files by itself when they are on its path. A script that makes a zipimporter loads code from a file that no list shows as code and that readers and scanners pass over.
No setup.py needs that. What to do: look into the archive. Out of scope: zip files that are put on the path, which is how ordinary bundles work,
and installers among the modules of a project, which read eggs so.`,

  check: (facts) => {
    const calls = facts.calls('exec').filter(({ name }) => name.startsWith(IMPORTER));
    // Whoever reads what an egg tells of itself has an importer too, and loads nothing by it.
    const loads = calls.some(({ name, when }) => name !== IMPORTER && runsUnasked(when));
    return calls.filter(({ name }) => name === IMPORTER).map((call) => ({
      severity: severityOf(call, loads),
      isStrong: !call.isIndirect && runsUnasked(call.when),
      message: `loads code from a zip file, ${inWords(call.when)}`,
      at: call,
    }));
  },
});
