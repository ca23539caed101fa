import { basename } from 'node:path';
import { wheelFileName } from '../../../archive/project/distribution-file-name.js';
import type { Cleared } from '../../../core/decision.js';
import { isPackageName, parsePackageName } from '../../../core/name.js';
import { untrusted } from '../../../core/untrusted.js';
import type { Workshop } from '../../workshop.js';
import type { ComeFile } from './fetched-files.js';

/**
 * Analyses a wheel that has just been fetched: pip will probably take it. Null where its bytes alone keep it out, and for sources, which are judged
 * when their metadata is asked for.
 */
export function judgeAhead({ path, url, sha256, bytes }: ComeFile, shop: Pick<Workshop, 'judgeSoon'>): Promise<Cleared | null> {
  const fileName = decodeURIComponent(basename(new URL(url).pathname));
  const parts = wheelFileName(fileName);
  if (parts === null || !isPackageName(parts.name)) return Promise.resolve(null);
  return shop.judgeSoon({ name: parsePackageName(parts.name), version: untrusted(parts.version), fileName: untrusted(fileName), shownAs: untrusted(fileName), path, sha256, bytes, requested: false });
}
