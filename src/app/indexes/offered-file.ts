import { sdistFileName, wheelFileName } from '../../archive/project/distribution-file-name.js';
import type { PageLink } from '../../gateway/open-gateway.js';

/** One file of an index as its page tells it. */
export interface OfferedFile {
  readonly fileName: string;
  /** As the file's name spells it; null where that tells none. */
  readonly version: string | null;
  /** Milliseconds since 1970; null where the page does not tell. */
  readonly uploadedAt: number | null;
  /** The reason of PEP 592, perhaps empty; null for a file that is not yanked. */
  readonly yanked: string | null;
  /** Where it is, and its digests by algorithm; absent in what is kept of a page. */
  readonly url?: string;
  readonly hashes?: PageLink['hashes'];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

// ISO 8601 as PEP 700 asks for; what else a page may hold there is no time.
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?$/;

function timeOf(text: string | null): number | null {
  if (text === null || !TIME.test(text)) return null;
  const ms = Date.parse(text.endsWith('Z') ? text : `${text}Z`);
  return Number.isNaN(ms) ? null : ms;
}

// Pages of ten thousand files are read for every run, so the URL is not taken apart for its last component alone.
function nameIn(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.includes('%') ? decoded(last) : last;
}

export function offeredFile({ url, hashes, uploadTime, yanked }: PageLink): OfferedFile {
  const fileName = nameIn(url);
  const version = (wheelFileName(fileName) ?? sdistFileName(fileName))?.version ?? null;
  return { fileName, version, uploadedAt: timeOf(uploadTime), yanked, url, hashes };
}

/** The versions of files, each once. */
export const versionsOf = (files: readonly OfferedFile[]): readonly string[] => [...new Set(files.flatMap(({ version }) => version ?? []))];
