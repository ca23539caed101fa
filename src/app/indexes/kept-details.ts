import { isProjectDetails } from '../../sources/index-metadata/read-details.js';
import type { KeptDetails } from '../../sources/index-metadata.js';
import type { Store } from '../../store/open-store.js';

// What the JSON is read for may change; then what an older depsec kept is not taken up.
const KIND = 'project-json-1 ';

function isKept(value: unknown): value is KeptDetails {
  if (typeof value !== 'object' || value === null || !('askedAt' in value) || !('etag' in value) || !('details' in value)) return false;
  return typeof value.askedAt === 'number' && (value.etag === null || typeof value.etag === 'string') && isProjectDetails(value.details);
}

/** Keeps what indexes answered from one run to the next. */
export function keptDetails({ answers }: Pick<Store, 'answers'>): { readonly recall: (url: string) => KeptDetails | null; readonly remember: (url: string, kept: KeptDetails) => void } {
  return {
    recall: (url) => {
      const value = answers.get(`${KIND}${url}`);
      return isKept(value) ? value : null;
    },
    remember: (url, kept) => answers.put(`${KIND}${url}`, kept),
  };
}
