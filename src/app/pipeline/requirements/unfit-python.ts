import type { Notice } from '../../../core/run.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import { untrusted } from '../../../core/untrusted.js';
import { fitsPython } from '../../../inputs/structured/fits-python.js';
import type { PipOptionValues } from '../../../pip/options.js';

/** Says of files that are for another Python that they are: what pip chooses then may be older than what their project uses, or nothing at all. */
export function unfitPython({ wantedPythons = [] }: RequirementSet, pip: PipOptionValues, version: string): readonly Notice[] {
  if (pip.has('ignore-requires-python')) return [];
  const wanted = pip.get('python-version')?.at(-1) ?? version;
  const unfit = wantedPythons.filter(({ clauses }) => !fitsPython(clauses, wanted));
  return unfit.map(({ file, clauses }) => ({ level: 'warning', text: untrusted(`${file} is for Python ${clauses}, and this run for Python ${wanted}; --python chooses another`) }));
}
