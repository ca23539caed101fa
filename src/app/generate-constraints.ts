import { isPackageName, parsePackageName, type PackageName } from '../core/name.js';
import { readInstallation } from '../installed/read-installation.js';
import { projectConstraint, type ProjectConstraint } from '../sources/advisories/constraints/project-constraint.js';
import { constraintsText } from './constraints/constraints-text.js';
import { advisoriesHere } from './look-up/on-this-machine.js';
import type { Observer } from './observer.js';
import type { InstallFlags } from './request.js';
import { askedRequirements } from './pipeline/requirements/asked-requirements.js';
import { activeInstallation } from './scan/active-installation.js';
import type { Workshop } from './workshop.js';

/** A constraints file, and what there is to say about it. */
export interface GeneratedConstraints {
  readonly text: string;
  readonly summary: string;
}

interface Projects {
  readonly names: readonly PackageName[];
  /** Where they were found, in words. */
  readonly of: string;
}

function installedProjects(flags: InstallFlags, shop: Workshop): Projects {
  const { label, installation } = activeInstallation(flags, shop);
  const distributions = readInstallation(installation).libraries.flatMap(({ packages }) => packages).flatMap(({ distribution }) => distribution ?? []);
  // What was not taken from an index may share no more than its name with the project that advisories are about.
  return { names: distributions.filter(({ isFromIndex }) => isFromIndex).map(({ name }) => name), of: label };
}

async function askedProjects(flags: InstallFlags, shop: Workshop): Promise<Projects> {
  const { requirements } = await askedRequirements({ flags, shop, judgesOnly: true, pythonVersion: null, configured: { requirement: [], constraint: [], editable: [] } });
  const names = requirements.flatMap(({ name, target }) => (name !== null && target === 'index' && isPackageName(name) ? [parsePackageName(name)] : []));
  return { names, of: flags.requirementFiles.join(', ') };
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/**
 * A constraints file that keeps every version out that the advisories on this machine know something against, for the projects of requirements and lock
 * files or of the active environment. Asks nobody. Throws what reading these throws (exit 2).
 */
export async function generateConstraints(flags: InstallFlags, shop: Workshop, observer: Pick<Observer, 'phase' | 'advance'>): Promise<GeneratedConstraints> {
  observer.phase(flags.requirementFiles.length > 0 ? `Reading ${flags.requirementFiles.join(', ')}` : 'Reading the environment');
  const { names, of } = flags.requirementFiles.length > 0 ? await askedProjects(flags, shop) : installedProjects(flags, shop);
  const advisories = advisoriesHere(shop);
  const projects = [...new Set(names)].toSorted();
  observer.phase(`Looking for known flaws of ${plural(projects.length, 'package')}`);
  const found = projects.flatMap((name, done): readonly (readonly [PackageName, ProjectConstraint])[] => {
    observer.advance({ done, total: projects.length, bytes: 0, label: name });
    const { records, unread } = advisories.answer(name);
    const constraint = projectConstraint(name, records);
    if (unread.length === 0) return constraint === null ? [] : [[name, constraint]];
    return [[name, { specifier: '', ids: [], unfixed: [], isWider: false, ...constraint, unread: [...(constraint?.unread ?? []), ...unread.map(({ id }) => id)] }]];
  });
  const constrained = found.filter(([, { specifier }]) => specifier !== '').length;
  return { text: constraintsText(found, { of, asOfMs: advisories.asOf(), count: projects.length }), summary: `${plural(constrained, 'constraint')} for ${plural(projects.length, 'package')} of ${of}` };
}
