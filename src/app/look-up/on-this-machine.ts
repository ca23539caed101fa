import { openOfflineAdvisories, type OfflineAdvisories } from '../../sources/offline-advisories.js';
import type { Workshop } from '../workshop.js';

/** The advisories that are here, for questions that go nowhere else. */
export function advisoriesHere({ store: { editions }, dataFile }: Pick<Workshop, 'store' | 'dataFile'>): OfflineAdvisories {
  return openOfflineAdvisories({ snapshotFile: dataFile('advisories.txt'), ...(editions === null ? {} : { edition: editions }) });
}
