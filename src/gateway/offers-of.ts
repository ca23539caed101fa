import type { PackageName } from '../core/name.js';
import { statusError } from '../platform/http.js';
import type { AnswerParts } from './answer.js';
import type { Place } from './catalogue.js';
import { shown, UpstreamStatus } from './load-page.js';
import type { PageLink } from './project-page.js';

type Parts = Pick<AnswerParts, 'pages' | 'catalogue' | 'record'>;

function targetAt(place: Place, project: PackageName): { readonly url: string; readonly project: PackageName | null } {
  return place.kind === 'index' ? { project, url: `${place.url.replace(/\/+$/, '')}/${project}/` } : { project: null, url: place.url };
}

async function offersAt(place: Place, project: PackageName, { pages, catalogue, record }: Parts): Promise<readonly PageLink[]> {
  const target = targetAt(place, project);
  try {
    const links = await pages.linksFor({ kind: 'page', place, ...target });
    catalogue.offer(links, place);
    return links;
  } catch (error) {
    const status = error instanceof UpstreamStatus ? error.status : null;
    if (status !== 404 && status !== 410) record.fail({ what: 'page', url: shown(target.url), place: place.url, status, error: status === null ? error : statusError(target.url, status) });
    return [];
  }
}

/** The same of indexes alone, for somebody who guesses what pip will ask for: a failure is pip's to hear of. Whose a file is, is known from then on. */
export async function foreseenOf(project: PackageName, { pages, catalogue }: Parts): Promise<readonly PageLink[]> {
  const indexes = catalogue.places.filter(({ kind }) => kind === 'index');
  const asked = await Promise.allSettled(indexes.map(async (place) => {
    const links = await pages.linksFor({ kind: 'page', place, ...targetAt(place, project) });
    catalogue.offer(links, place);
    return links;
  }));
  return asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
}

/** All files that pip would be shown for a project, in pip's order, though it has not asked; of find-links places everything. What fails is noted as if it had. */
export async function offersOf(project: PackageName, parts: Parts): Promise<readonly PageLink[]> {
  return (await Promise.all(parts.catalogue.places.map((place) => offersAt(place, project, parts)))).flat();
}
