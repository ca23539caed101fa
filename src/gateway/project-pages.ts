import type { PackageName } from '../core/name.js';
import type { Place } from './catalogue.js';
import type { GatewayTools, PlacedPage } from './gateway-types.js';
import { loadPage, UpstreamStatus, type PageTarget } from './load-page.js';
import type { PageLink, ProjectPage } from './project-page.js';

/** The pages of a run. Which files of a project may be seen depends on what all indexes have of it, so they are all asked at once, each once. */
export interface ProjectPages {
  /** The files that pip may see of this page. Throws what `loadPage` throws. */
  readonly linksFor: (target: PageTarget) => Promise<readonly PageLink[]>;
}

interface Loaded {
  readonly place: Place;
  readonly page: PromiseSettledResult<ProjectPage>;
}

/** A project on all indexes: what each came to, and what is left of it for pip. */
interface Surveyed {
  readonly loaded: readonly Loaded[];
  readonly chosen: readonly PlacedPage[];
}

// 403 is how file stores behind a simple index say that they do not have a project.
const isLacking = (reason: unknown): boolean => reason instanceof UpstreamStatus && [403, 404, 410].includes(reason.status);

const found = (loaded: readonly Loaded[]): readonly PlacedPage[] => loaded.flatMap(({ place, page }) => (page.status === 'fulfilled' ? [{ ...page.value, place: place.url }] : []));
const failed = (loaded: readonly Loaded[]): readonly string[] => loaded.flatMap(({ place, page }) => (page.status === 'rejected' && !isLacking(page.reason) ? [place.url] : []));

export function createProjectPages(tools: Pick<GatewayTools, 'fetchPage' | 'serves' | 'choose'>, places: readonly Place[]): ProjectPages {
  const indexes = places.filter(({ kind }) => kind === 'index');
  const surveys = new Map<PackageName, Promise<Surveyed>>();
  const load = (place: Place, project: PackageName): Promise<ProjectPage> => loadPage({ place, project, url: `${place.url.replace(/\/+$/, '')}/${project}/` }, tools);
  const survey = async (project: PackageName): Promise<Surveyed> => {
    const serving = indexes.filter(({ url }) => tools.serves?.(project, url) ?? true);
    const pages = await Promise.allSettled(serving.map((place) => load(place, project)));
    const loaded = serving.flatMap((place, at) => (pages[at] === undefined ? [] : [{ place, page: pages[at] }]));
    const all = found(loaded);
    return { loaded, chosen: tools.choose === undefined ? all : await tools.choose({ project, pages: all, failed: failed(loaded) }) };
  };
  return {
    async linksFor(target) {
      const { project, place } = target;
      if (project === null) return (await loadPage(target, tools)).links;
      const surveyed = surveys.get(project) ?? survey(project);
      surveys.set(project, surveyed);
      const { loaded, chosen } = await surveyed;
      const own = loaded.find((each) => each.place === place);
      if (own?.page.status === 'rejected') throw own.page.reason;
      return chosen.find((page) => page.place === place.url)?.links ?? [];
    },
  };
}
