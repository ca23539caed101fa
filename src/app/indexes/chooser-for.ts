import { comparableUrl, type IndexPlace } from '../../config/index-place.js';
import { PIN_ORIGIN } from '../../config/indexes.js';
import type { PackageName } from '../../core/name.js';
import type { GatewayTools } from '../../gateway/open-gateway.js';
import { createIndexMetadata } from '../../sources/index-metadata.js';
import type { Line } from '../pipeline/line.js';
import { exemptVersions } from './exempt-versions.js';
import { fileChooser } from './choose-files.js';
import { installedVersions } from './installed-versions.js';
import { keptAnswers } from './kept-answers.js';

/** Which indexes are asked about a project, and what pip may see of it. */
type Chooser = Required<Pick<GatewayTools, 'serves' | 'choose'>>;

/** A project that is pinned is asked for at that index alone, so its name is not told to others; and what is only there for pins is asked for nothing else. */
export function servesProject({ pins, indexes }: { readonly pins: ReadonlyMap<PackageName, string>; readonly indexes: readonly Pick<IndexPlace, 'url' | 'origin'>[] }): Chooser['serves'] {
  const forPins = new Set(indexes.filter(({ origin }) => origin === PIN_ORIGIN).map(({ url }) => url));
  return (project, place) => {
    const pin = pins.get(project);
    return pin === undefined ? !forPins.has(place) : comparableUrl(place) === pin;
  };
}

/** A run, and where what is installed already lies. */
export interface ChoosingLine extends Pick<Line, 'sources' | 'shop'> {
  readonly python: Pick<Line['python'], 'places'>;
}

/** What pip may see of a project in this run: by minimum age, pins, and private before public. Notes all of it in the workshop. */
export function chooserFor({ sources, shop, python }: ChoosingLine): Chooser {
  const { minAge, indexPins } = shop.configuration.settings;
  const metadata = sources.asksDetails ? createIndexMetadata({ request: sources.http.request, ...keptAnswers(shop.store), clock: shop.clock, signal: shop.signal }) : null;
  let installed: ReturnType<typeof installedVersions> | null = null;
  const choose = fileChooser({
    indexes: sources.indexes,
    isPinned: (project) => indexPins.has(project),
    locksOf: shop.projects.locksOf,
    minAgeMs: minAge,
    nowMs: shop.clock.nowMs,
    exempt: exemptVersions({ installed: () => (installed ??= installedVersions(python.places)), ask: shop.ask }),
    note: (seen, publicIndex) => shop.projects.note(seen, publicIndex === null || metadata === null ? null : () => metadata.ask(seen.project, publicIndex)),
  });
  return { choose, serves: servesProject({ pins: indexPins, indexes: sources.indexes }) };
}
