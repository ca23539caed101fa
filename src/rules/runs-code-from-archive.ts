import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Loads code out of a zip file by its own hand',
  docs: `Python imports from zip files by itself when they are on its path. A script that makes a zipimporter loads code from a file that no list shows as code and that readers and scanners pass over.
No setup.py needs that. What to do: look into the archive. Out of scope: zip files that are put on the path, which is how ordinary bundles work,
and installers among the modules of a project, which read eggs so.`,

  check: (facts) =>
    facts
      .calls('exec')
      .filter((call) => call.name === 'zipimport.zipimporter')
      .map((call) => ({
        severity: call.isIndirect || !runsUnasked(call.when) ? 'low' : call.when === 'install' ? 'critical' : 'medium',
        isStrong: !call.isIndirect && runsUnasked(call.when),
        message: `loads code from a zip file, ${inWords(call.when)}`,
        at: call,
      })),
});
