import type { PackageName } from '../../core/name.js';
import { untrusted } from '../../core/untrusted.js';
import { isNewer, oldestFrom } from '../../core/requirements/version-order.js';
import type { LookUp } from '../look-up/known.js';

export interface Exemptions {
  /** What the environment holds. */
  readonly installed: () => Promise<ReadonlyMap<PackageName, string>>;
  readonly ask: LookUp['ask'];
}

/**
 * The versions that are taken however young they are: for each advisory against the installed one the first version that has the fix. Later ones
 * fix it too, and gain nothing but risk by that.
 */
export function exemptVersions({ installed, ask }: Exemptions): (project: PackageName, versions: readonly string[]) => Promise<ReadonlySet<string>> {
  return async (project, versions) => {
    const here = (await installed()).get(project);
    if (here === undefined) return new Set();
    const { advisories } = await ask({ name: project, version: untrusted(here), isPublic: true });
    const fixes = advisories.flatMap(({ fixedIn }) => (fixedIn === null ? [] : (oldestFrom(fixedIn, versions) ?? [])));
    return new Set(fixes.filter((version) => isNewer(version, here)));
  };
}
