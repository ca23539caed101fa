import type { Decision } from '../../../core/decision.js';
import { isPackageName, parsePackageName, type PackageName } from '../../../core/name.js';
import type { SatisfiedPackage } from '../../../core/run.js';
import { present } from '../../../installed/installation.js';
import { readLibrary } from '../../../installed/read-library.js';
import { installedArtifact } from '../../scan/installed-artifact.js';
import type { Workshop } from '../../workshop.js';
import type { Plan } from '../plan.js';

const namesOf = (satisfied: readonly SatisfiedPackage[]): readonly PackageName[] => satisfied.flatMap(({ name }) => (isPackageName(name) ? [parsePackageName(name)] : []));

async function judgeIn(folder: string, names: readonly PackageName[], shop: Workshop): Promise<readonly Decision[]> {
  const library = readLibrary(folder);
  const found = library.packages.filter(({ distribution }) => distribution !== null && names.includes(distribution.name));
  return await Promise.all(found.map((each) => shop.judge(installedArtifact(each, library, shop.cwd), { trustMetadata: false })));
}

/**
 * What the environment holds already is not judged by commands that are about an install, with one exception: what the denylist names is refused wherever
 * it is asked for.
 */
export async function deniedInstalled({ line, items, satisfied }: Pick<Plan, 'line' | 'items' | 'satisfied'>, shop: Workshop): Promise<readonly Decision[]> {
  const { denylist } = shop.configuration.policy;
  const names = namesOf(satisfied).filter((name) => denylist.has(name) && !items.some((item) => item.name === name));
  if (names.length === 0) return [];
  const found = await Promise.all(present([...line.python.places, ...line.python.userPlaces]).map((folder) => judgeIn(folder, names, shop)));
  return found.flat();
}
