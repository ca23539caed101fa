import type { PackageName } from '../../core/name.js';
import type { Namesake } from '../../core/facts/project-facts.js';
import { untrusted } from '../../core/untrusted.js';
import { isNewer, isSameVersion, newestOf } from '../../core/requirements/version-order.js';
import type { PageLink, PlacedPage, ProjectQuestion } from '../../gateway/open-gateway.js';
import { fittingFiles } from '../locks/fitting-files.js';
import type { LockEntry } from '../locks/lock-entries.js';
import { offeredFile, versionsOf, type OfferedFile } from './offered-file.js';
import type { SeenProject } from './seen-projects.js';

/** An index as this choice needs to know it. */
export interface KnownIndex {
  readonly url: string;
  readonly isPublic: boolean;
}

export interface FileChoice {
  readonly indexes: readonly KnownIndex[];
  readonly isPinned: (project: PackageName) => boolean;
  /** What lock files ask for of a project; none where no lock does. */
  readonly locksOf: (project: PackageName) => readonly LockEntry[];
  /** Milliseconds; 0 for none. */
  readonly minAgeMs: number;
  readonly nowMs: () => number;
  /** Versions that are taken however young they are. Only asked where something would be withheld. */
  readonly exempt: (project: PackageName, versions: readonly string[]) => Promise<ReadonlySet<string>>;
  /** `publicIndex`: where the project was found, if it is public. */
  readonly note: (seen: SeenProject, publicIndex: string | null) => void;
}

/** The pages that pip may take the project from, and what stands against another. */
interface Allowed {
  readonly pages: readonly PlacedPage[];
  readonly isPublic: boolean;
  readonly namesake: Namesake | null;
}

const filesOf = (pages: readonly PlacedPage[]): readonly OfferedFile[] => pages.flatMap(({ links }) => links.map(offeredFile));

function newestIn(pages: readonly PlacedPage[]): string | null {
  const files = filesOf(pages);
  const usable = files.filter(({ yanked }) => yanked === null);
  return newestOf(versionsOf(usable.length > 0 ? usable : files));
}

function namesakeOf(own: readonly PlacedPage[], others: readonly PlacedPage[]): Namesake | null {
  const [privateOne, publicOne] = [own[0], others[0]];
  if (privateOne === undefined || publicOne === undefined) return null;
  const [ours, theirs] = [newestIn(own), newestIn(others)];
  return {
    privateIndex: untrusted(privateOne.place), publicIndex: untrusted(publicOne.place), newest: theirs === null ? null : untrusted(theirs),
    wouldWin: theirs !== null && (ours === null || isNewer(theirs, ours)),
  };
}

/** Which indexes a project may come from: the private ones where they have it, else all; a pin has already said which are asked. */
function allowed({ project, pages, failed }: ProjectQuestion, { indexes, isPinned }: FileChoice): Allowed {
  const isPublic = (place: string): boolean => indexes.some((index) => index.url === place && index.isPublic);
  const having = pages.filter(({ links }) => links.length > 0);
  const [own, others] = [having.filter(({ place }) => !isPublic(place)), having.filter(({ place }) => isPublic(place))];
  // What a private index could not answer may be its own: then nothing from elsewhere may stand in for it.
  const isOwn = own.length > 0 || failed.some((place) => !isPublic(place));
  if (isOwn && !isPinned(project)) return { pages: own, isPublic: false, namesake: namesakeOf(own, others) };
  return { pages, isPublic: pages.some(({ place }) => isPublic(place)), namesake: null };
}

interface Ageable extends Allowed {
  readonly project: PackageName;
  /** Of all these pages. */
  readonly files: readonly OfferedFile[];
}

interface Aged {
  readonly pages: readonly PlacedPage[];
  readonly withheld: readonly OfferedFile[];
  readonly ageless: readonly OfferedFile[];
}

/** Leaves out files that are younger than the minimum age. What has no time stays: an index without times would serve nothing else. */
async function oldEnough({ project, pages, isPublic, files: all }: Ageable, choice: FileChoice): Promise<Aged> {
  const { minAgeMs } = choice;
  const now = choice.nowMs();
  const isYoung = ({ uploadedAt }: OfferedFile): boolean => uploadedAt !== null && now - uploadedAt < minAgeMs;
  const files = minAgeMs > 0 ? all : [];
  const ageless = files.filter(({ uploadedAt }) => uploadedAt === null);
  if (!files.some(isYoung)) return { pages, withheld: [], ageless };
  // Nobody outside is asked about a project of a private index.
  const exempt = isPublic ? await choice.exempt(project, versionsOf(files)) : new Set<string>();
  const isWithheld = (file: OfferedFile): boolean => isYoung(file) && !(file.version !== null && exempt.has(file.version));
  const stays = (link: PageLink): boolean => !isWithheld(offeredFile(link));
  return { pages: pages.map((page) => ({ ...page, links: page.links.filter(stays) })), withheld: files.filter(isWithheld), ageless };
}

/** Leaves of a locked version what the lock means, so that pip does not take a file that came later. Other versions may be needed to build something. */
function lockedPages(pages: readonly PlacedPage[], locks: readonly LockEntry[]): readonly PlacedPage[] {
  if (locks.length === 0) return pages;
  const offered = pages.flatMap(({ links }) => links.map((link) => ({ ...offeredFile(link), link })));
  const isLocked = ({ version }: OfferedFile): boolean => version !== null && locks.some((entry) => entry.version !== null && isSameVersion(entry.version, version));
  const meant = new Set(locks.flatMap((entry) => fittingFiles(entry, offered)));
  const others = new Set(offered.filter((file) => isLocked(file) && !meant.has(file)).map(({ link }) => link));
  return pages.map((page) => ({ ...page, links: page.links.filter((link) => !others.has(link)) }));
}

/** Decides for the gateway which files of a project pip may see, and notes what there was. */
export function fileChooser(choice: FileChoice): (question: ProjectQuestion) => Promise<readonly PlacedPage[]> {
  return async (question) => {
    const { project } = question;
    const found = allowed(question, choice);
    const { pages, isPublic, namesake } = found;
    const files = filesOf(pages);
    const { pages: shown, withheld, ageless } = await oldEnough({ ...found, pages: lockedPages(pages, choice.locksOf(project)), project, files }, choice);
    const status = pages.map((page) => page.status).find((each) => each !== null) ?? null;
    choice.note({ project, isPublic, files, status, withheld, ageless, namesake }, isPublic ? (pages[0]?.place ?? null) : null);
    return shown;
  };
}
