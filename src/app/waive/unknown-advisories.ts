import { nearest } from '../../config/settings/suggestion.js';
import type { PackageName } from '../../core/name.js';
import { createOnlineAdvisories } from '../../sources/advisories/online.js';
import { advisoriesHere } from '../look-up/on-this-machine.js';
import type { Workshop } from '../workshop.js';

type Known = Pick<Workshop, 'store' | 'dataFile'> & { readonly clock: Pick<Workshop['clock'], 'nowMs'> };

/** Ids and aliases of all that this machine knows about a project. Nobody is asked: whoever waives has seen the advisory in a run before. */
async function idsAbout(name: PackageName, { store, dataFile, clock }: Known): Promise<{ readonly ids: readonly string[]; readonly asOf: number }> {
  const offline = advisoriesHere({ store, dataFile });
  const answers = await createOnlineAdvisories({ osv: null, cache: store.advisories, offline, clock }).ask([name]);
  const known = [offline.answer(name), ...answers.values()];
  const ids = known.flatMap(({ records, unread }) => [...records.flatMap(({ id, aliases }) => [id, ...aliases]), ...unread.map(({ id }) => id)]);
  return { ids: [...new Set(ids)], asOf: offline.asOf() };
}

/** A warning for each advisory that is not known here to be about the project: it may be newer than all that is known, or mistyped, and then waives nothing. */
export async function unknownAdvisories(advisories: readonly string[], name: PackageName, shop: Known): Promise<readonly string[]> {
  if (advisories.length === 0) return [];
  const { ids, asOf } = await idsAbout(name, shop);
  const known = new Set(ids.map((id) => id.toLowerCase()));
  const day = new Date(asOf).toISOString().slice(0, 10);
  return advisories.filter((id) => !known.has(id.toLowerCase())).map((id) => {
    const near = nearest(id, ids);
    return `no advisory ${id} about ${name} is known here (the advisories on this machine are of ${day}); until there is one, this waiver waives nothing${near === null ? '' : `; did you mean ${near}?`}`;
  });
}
