import { wheelFileName, sdistFileName } from '../../archive/project/distribution-file-name.js';
import type { Resolved } from '../../core/artifact.js';
import { withoutCredentials } from '../../core/requirements/direct-url.js';
import type { LockedFile } from '../../core/locked.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import type { Problem } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { promisedSha256, type PageLink } from '../../gateway/open-gateway.js';
import { offeredFile, type OfferedFile } from '../indexes/offered-file.js';
import { fittingFiles, isSameFile } from './fitting-files.js';
import type { LockEntry } from './lock-entries.js';

/** What a lock means beside what pip takes here, and what of it is nowhere to be had. */
export interface EveryLockedFile {
  readonly items: readonly Resolved[];
  readonly problems: readonly Problem[];
}

export interface LockSurroundings {
  /** The files that the indexes offer of a project. */
  readonly offersOf: (project: PackageName) => Promise<readonly PageLink[]>;
  /** What pip takes on this machine. */
  readonly taken: readonly Pick<Resolved, 'name' | 'fileName'>[];
}

type Offer = OfferedFile & { readonly link: PageLink };

const PLAIN = { requested: true, directUrl: null, extras: [], yanked: null, onlyJudged: true } as const;

function isOf({ fileName }: OfferedFile, project: PackageName): boolean {
  const name = (wheelFileName(fileName) ?? sdistFileName(fileName))?.name;
  return name !== undefined && isPackageName(name) && parsePackageName(name) === project;
}

function offeredItem({ fileName, link }: Offer, { name, version }: LockEntry): Resolved {
  return { ...PLAIN, name, version: untrusted(version ?? ''), fileName: untrusted(fileName), url: withoutCredentials(link.url), expectedSha256: promisedSha256(link) };
}

function directItem({ name, direct, files }: LockEntry): readonly Resolved[] {
  const fileName = files[0]?.fileName ?? direct?.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  return direct === null ? [] : [{ ...PLAIN, name, version: untrusted(wheelFileName(fileName)?.version ?? ''), fileName: untrusted(fileName), url: direct, expectedSha256: null }];
}

const onceEach = (offers: readonly Offer[]): readonly Offer[] => [...new Map(offers.toReversed().map((offer) => [offer.fileName, offer])).values()].toReversed();

// Digests alone say nothing where the index has none to compare with.
const isMissing = (file: LockedFile, own: readonly OfferedFile[]): boolean =>
  !own.some((each) => each.fileName === file.fileName || isSameFile(each, file)) && (file.fileName !== null || own.some(({ hashes }) => hashes?.['sha256'] !== undefined));

function problemsOf(entry: LockEntry, own: readonly OfferedFile[]): readonly Problem[] {
  const { name, version, files, origin } = entry;
  const missing = files.filter((file) => isMissing(file, own)).map(({ fileName, hash }) => fileName ?? hash ?? '');
  const what = untrusted(`${origin.file}:${origin.line}`);
  if (own.length === 0) return [{ what, why: untrusted(`no index offers a file of ${name} ${version ?? ''}`) }];
  return [...new Set(missing)].map((file) => ({ what, why: untrusted(`no index offers ${file} of ${name}`) }));
}

async function filesOf(entry: LockEntry, { offersOf, taken }: LockSurroundings): Promise<EveryLockedFile> {
  const isTaken = (fileName?: string): boolean => taken.some((item) => item.name === entry.name && (fileName === undefined || item.fileName === fileName));
  if (entry.version === null) return { items: isTaken() ? [] : directItem(entry), problems: [] };
  const offers = (await offersOf(entry.name)).map((link): Offer => ({ ...offeredFile(link), link })).filter((offer) => isOf(offer, entry.name));
  const own = onceEach(fittingFiles(entry, offers));
  return { items: own.filter(({ fileName }) => !isTaken(fileName)).map((offer) => offeredItem(offer, entry)), problems: problemsOf(entry, own) };
}

/** Every file that a lock means, for whatever platform and Python, besides those that pip takes here. */
export async function everyLockedFile(entries: readonly LockEntry[], around: LockSurroundings): Promise<EveryLockedFile> {
  const found = await Promise.all(entries.map((entry) => filesOf(entry, around)));
  return { items: found.flatMap(({ items }) => items), problems: found.flatMap(({ problems }) => problems) };
}
