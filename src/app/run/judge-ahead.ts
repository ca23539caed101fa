import { basename } from 'node:path';
import { wheelFileName } from '../../archive/distribution-file-name.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import { untrusted } from '../../core/untrusted.js';
import type { FileHash } from '../../platform/files.js';
import type { Workshop } from '../workshop.js';

/** Begins the analysis of a wheel that has just been fetched: pip will probably take it. Sources are judged when their metadata is asked for. */
export function judgeAhead({ path, url, sha256, bytes }: FileHash & { readonly path: string; readonly url: string }, shop: Pick<Workshop, 'judgeSoon'>): void {
  const fileName = decodeURIComponent(basename(new URL(url).pathname));
  const parts = wheelFileName(fileName);
  if (parts === null || !isPackageName(parts.name)) return;
  shop.judgeSoon({ name: parsePackageName(parts.name), version: untrusted(parts.version), fileName: untrusted(fileName), shownAs: untrusted(fileName), path, sha256, bytes, requested: false });
}
