import type { KeptAnswer } from '../../sources/index-metadata.js';
import type { Store } from '../../store/open-store.js';

// What answers are read for may change; then what an older depsec kept is not taken up.
const KIND = 'index-1 ';

function isKept(value: unknown): value is KeptAnswer {
  if (typeof value !== 'object' || value === null || !('askedAt' in value) || !('etag' in value) || !('value' in value)) return false;
  return typeof value.askedAt === 'number' && (value.etag === null || typeof value.etag === 'string');
}

/** Keeps what indexes answered from one run to the next. */
export function keptAnswers({ answers }: Pick<Store, 'answers'>): { readonly recall: (url: string) => KeptAnswer | null; readonly remember: (url: string, kept: KeptAnswer) => void } {
  return {
    recall: (url) => {
      const value = answers.get(`${KIND}${url}`);
      return isKept(value) ? value : null;
    },
    remember: (url, kept) => answers.put(`${KIND}${url}`, kept),
  };
}
