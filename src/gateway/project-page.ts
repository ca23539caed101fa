import { isSha256, type Sha256 } from '../core/artifact.js';
import { projectStates, type ProjectStatus } from '../core/facts/project-facts.js';
import { untrusted } from '../core/untrusted.js';

/** Whether a file's metadata can be had beside it (PEP 658), and what its digests are. */
export type MetadataOffer = null | Readonly<Record<string, string>>;

/** One file that a page offers. */
export interface PageLink {
  /** Absolute, with whatever user name and password the page gave it, without fragment. */
  readonly url: string;
  /** What stood behind `#`, or ''. */
  readonly fragment: string;
  /** Algorithm to hex digest. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly requiresPython: string | null;
  /** PEP 592: the reason, perhaps empty; null for a file that is not yanked. */
  readonly yanked: string | null;
  readonly metadata: MetadataOffer;
  /** PEP 700, as the index wrote it. */
  readonly uploadTime: string | null;
}

/** The digest of a file by which it is known here, where its page gives that. */
export function promisedSha256({ hashes }: Pick<PageLink, 'hashes'>): Sha256 | null {
  const sha256 = hashes['sha256'] ?? '';
  return isSha256(sha256) ? sha256 : null;
}

/** What one index says of one project. */
export interface ProjectPage {
  readonly links: readonly PageLink[];
  /** Null where the index does not know of such a thing. */
  readonly status: ProjectStatus | null;
  /** The project that it says it is about; null where it does not say. */
  readonly name: string | null;
  /** It says by itself that an index made it: by its type (PEP 691), or with its version of the interface (PEP 629). */
  readonly isDeclared: boolean;
}

/** The status in an index's words; null for one that PEP 792 does not have. */
export function projectStatus(state: unknown, reason: unknown): ProjectStatus | null {
  const known = projectStates.find((each) => each === state);
  return known === undefined ? null : { state: known, reason: typeof reason === 'string' && reason.trim() !== '' ? untrusted(reason) : null };
}

const ALGORITHM = /^(?:md5|sha1|sha224|sha256|sha384|sha512)$/;

/** Those of the given digests that pip could use. */
export function usableHashes(entries: Iterable<readonly [string, unknown]>): Readonly<Record<string, string>> {
  const usable = [...entries].flatMap(([name, digest]) => (ALGORITHM.test(name) && typeof digest === 'string' && /^[0-9a-f]{32,128}$/i.test(digest) ? [[name, digest.toLowerCase()]] : []));
  return Object.fromEntries(usable);
}

/**
 * The absolute URL of a link and its fragment. Null for what is no file of an index: other schemes, and a file of this machine on a page that
 * came over the network, which would let an index read the user's disk.
 */
export function resolveLink(href: string, base: string): { readonly url: string; readonly fragment: string } | null {
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  const isLocalPage = base.startsWith('file:');
  if (!['http:', 'https:'].includes(url.protocol) && !(isLocalPage && url.protocol === 'file:')) return null;
  const fragment = url.hash.slice(1);
  url.hash = '';
  return { url: url.href, fragment };
}
