import { satisfies } from '@renovatebot/pep440';
import { inPipsOrder } from '../../../core/requirements/version-order.js';
import type { PageLink } from '../../../gateway/open-gateway.js';
import { offeredFile } from '../../indexes/offered-file.js';
import { wheelFit, type TaggedPython } from './wheel-tags.js';

/** For whom, and what all that is known of the run says about the version: PEP 440 specifiers, or ''. */
export interface Wish {
  readonly specifiers: readonly string[];
  readonly python: TaggedPython;
}

interface Candidate {
  readonly link: PageLink;
  readonly fileName: string;
  readonly version: string;
}

// A guess is not worth the time that longer ones take.
const MOST_LINKS = 10_000;
const LONGEST = 300;

const fulfils = (version: string, specifier: string): boolean => specifier.length <= LONGEST && satisfies(version, specifier);

function candidates(links: readonly PageLink[], { version: python }: TaggedPython): readonly Candidate[] {
  const taken = links.filter(({ yanked, requiresPython }) => yanked === null && (requiresPython === null || fulfils(python, requiresPython)));
  return taken.flatMap((link) => {
    const { fileName, version } = offeredFile(link);
    return version === null ? [] : [{ link, fileName, version }];
  });
}

/** The wheel that pip will probably take of a project; null where it will take a source package, and where that is hard to tell. */
export function likelyWheel(links: readonly PageLink[], { specifiers, python }: Wish): PageLink | null {
  if (links.length > MOST_LINKS) return null;
  const all = candidates(links, python);
  const asked = specifiers.filter((specifier) => specifier !== '');
  const version = inPipsOrder([...new Set(all.map((candidate) => candidate.version))]).find((each) => asked.every((specifier) => fulfils(each, specifier)));
  const fit = wheelFit(python);
  const wheels = all.filter((candidate) => candidate.version === version && fit(candidate.fileName) > 0);
  const [best, next] = wheels.toSorted((a, b) => fit(b.fileName) - fit(a.fileName));
  // Of two that fit alike the system's own library decides, which nobody has asked.
  return best === undefined || (next !== undefined && fit(next.fileName) === fit(best.fileName)) ? null : best.link;
}
