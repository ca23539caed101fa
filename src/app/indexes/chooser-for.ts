import { createIndexMetadata } from '../../sources/index-metadata.js';
import type { Line } from '../run/line.js';
import { exemptVersions } from './exempt-versions.js';
import { fileChooser } from './choose-files.js';
import { installedVersions } from './installed-versions.js';
import { keptDetails } from './kept-details.js';

type Chooser = ReturnType<typeof fileChooser>;

/** What pip may see of a project in this run: by minimum age, pins, and private before public. Notes all of it in the workshop. */
export function chooserFor({ sources, shop, python }: Pick<Line, 'sources' | 'shop' | 'python'>): Chooser {
  const { minAge, indexPins } = shop.configuration.settings;
  const metadata = sources.asksDetails ? createIndexMetadata({ request: sources.http.request, ...keptDetails(shop.store), clock: shop.clock, signal: shop.signal }) : null;
  let installed: ReturnType<typeof installedVersions> | null = null;
  return fileChooser({
    indexes: sources.indexes.map(({ url, isPublic, origin }) => ({ url, isPublic, servesPinsOnly: origin === 'index_pins' })),
    pins: indexPins,
    minAgeMs: minAge,
    nowMs: shop.clock.nowMs,
    exempt: exemptVersions({ installed: () => (installed ??= installedVersions(python.places)), ask: shop.ask }),
    note: (seen, publicIndex) => shop.projects.note(seen, publicIndex === null || metadata === null ? null : () => metadata.ask(seen.project, publicIndex)),
  });
}
