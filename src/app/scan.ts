import { basename, resolve } from 'node:path';
import { archiveKind, type ArchiveKind } from '../archive/archive-kind.js';
import { ArchiveRefusal } from '../archive/refusal.js';
import type { Staged } from '../core/artifact.js';
import type { Decision } from '../core/decision.js';
import { UserError } from '../core/errors.js';
import type { Problem, Run } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { systemCode } from '../platform/files/disk-error.js';
import { hashFile } from '../platform/files.js';
import { turnstile } from './analysis/turnstile.js';
import type { Observer } from './observer.js';
import type { ScanFlags } from './request.js';
import { environmentNotices } from './scan/environment-folders.js';
import { folderIdentity, nameFrom } from './scan/folder-identity.js';
import { isEmptyFolder, packagesIn } from './scan/packages-in-folder.js';
import { judgementEntries } from './pipeline/audit-entries.js';
import { finishedRun } from './pipeline/finished-run.js';
import { hashFolder } from './pipeline/hash-folder.js';
import { inOrder } from './pipeline/in-order.js';
import type { Workshop } from './workshop.js';

// Many more than there are threads: they come out in their order, and behind one that takes a second dozens of small ones are done meanwhile.
const AHEAD = 64;
// Of those so many are open at a time.
const OPEN_AT_ONCE = 6;

// What it is called until its own metadata says more.
async function calledAs(path: string, kind: ArchiveKind): Promise<Pick<Staged, 'name' | 'version'>> {
  const { name, version } = kind === 'directory' ? await folderIdentity(path) : { name: nameFrom(basename(path).replace(/\.(whl|tar\.\w+|tgz|zip|egg)$/i, '').replace(/-\d.*$/, '')), version: '' };
  return { name, version: untrusted(version) };
}

const REASONS: Readonly<Record<string, string>> = { ENOENT: 'no such file or folder', ENOTDIR: 'no such file or folder', EACCES: 'permission denied', ELOOP: 'its symbolic links run in a circle' };

async function kindOf(given: string, cwd: string): Promise<ArchiveKind | { readonly problem: string }> {
  // A variable that is not set, most likely, and not the working directory.
  if (given === '') return { problem: 'an empty path' };
  try {
    return (await archiveKind(resolve(cwd, given))) ?? { problem: 'not a wheel, source package, zip or folder' };
  } catch (error) {
    if (!(error instanceof ArchiveRefusal)) throw error;
    return { problem: REASONS[systemCode(error.cause)] ?? error.message };
  }
}

// Most of what lies on a machine came from the public index, and a name alone goes out; `--no-lookups` keeps it in.
async function artifactAt(given: string, kind: ArchiveKind, cwd: string): Promise<Staged> {
  const path = resolve(cwd, given);
  const digest = kind === 'directory' ? await hashFolder(path) : await hashFile(path);
  return { ...(await calledAs(path, kind)), fileName: untrusted(basename(path)), path, ...digest, requested: false, shownAs: untrusted(given), isPublic: true, isLocal: true };
}

/**
 * What there is to judge in place of a path: of a folder the wheels and source packages in it, each by itself, since the folder's own judgement reads
 * none of them; and the folder, where it holds anything else.
 */
async function unfolded(given: string, cwd: string): Promise<readonly string[]> {
  const path = resolve(cwd, given);
  if ((await kindOf(given, cwd)) !== 'directory') return [given];
  // A folder that cannot be read is told of when it is judged.
  const [listed] = await Promise.allSettled([packagesIn(path)]);
  if (listed.status === 'rejected') return [given];
  const { packages, holdsMore } = listed.value;
  return [...(holdsMore || packages.length === 0 ? [given] : []), ...packages.map((each) => `${given.replace(/[\\/]+$/, '')}/${each}`)];
}

type Found = { readonly artifact: Staged } | { readonly problem: Problem };

async function tryArtifact(given: string, kind: ArchiveKind, cwd: string): Promise<Found> {
  try {
    return { artifact: await artifactAt(given, kind, cwd) };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'unreadable-archive') throw error;
    return { problem: { what: untrusted(given), why: untrusted(error.message) } };
  }
}

/** Finds what lies there, and begins to judge it; `tell` is called when that is done. */
async function find(given: string, shop: Workshop, tell: () => void): Promise<Found> {
  const kind = await kindOf(given, shop.cwd);
  if (typeof kind === 'object') return { problem: { what: untrusted(given || '""'), why: untrusted(kind.problem) } };
  // A build that left nothing is no package that is safe.
  if (kind === 'directory' && (await isEmptyFolder(resolve(shop.cwd, given)))) return { problem: { what: untrusted(given), why: untrusted('an empty folder: nothing to judge') } };
  const found = await tryArtifact(given, kind, shop.cwd);
  if ('problem' in found) return found;
  const { artifact } = found;
  void Promise.allSettled([shop.judgeSoon(artifact)]).then(([{ status }]) => (status === 'fulfilled' ? tell() : undefined));
  // The name of a wheel's file is that of its project; of other files only their metadata tells it.
  if (/\.whl$/i.test(artifact.fileName)) shop.askSoon([artifact]);
  return found;
}

/** Judges files and folders as they lie here, and the packages that lie in a folder. What is no archive at all is a problem of its own and does not stop the others. */
export async function scanPaths(flags: ScanFlags, shop: Workshop, observer: Observer): Promise<Run> {
  const paths = (await Promise.all(flags.paths.map((given) => unfolded(given, shop.cwd)))).flat();
  const run = await scanEach(paths, shop, observer);
  return { ...run, notices: [...run.notices, ...(await environmentNotices(flags.paths, shop.cwd))] };
}

/** Judges what these paths name, and nothing in a folder besides its own files. */
export async function scanEach(paths: readonly string[], shop: Workshop, observer: Observer): Promise<Run> {
  const started = shop.clock.monotonicMs();
  const decisions: Decision[] = [];
  const problems: Problem[] = [];
  const total = paths.length;
  observer.phase(`Analyzing ${total} path${total === 1 ? '' : 's'}`);
  let done = 0;
  // The large ones are analysed first: what is done counts, wherever it stands.
  const tell = (given: string): void => {
    done += 1;
    observer.advance({ done, total, bytes: 0, label: basename(resolve(shop.cwd, given)) });
  };
  const inTurn = turnstile(OPEN_AT_ONCE);
  for await (const found of inOrder(paths, AHEAD, (given) => inTurn(() => find(given, shop, () => tell(given))))) {
    shop.signal.throwIfAborted();
    if ('problem' in found) problems.push(found.problem);
    else decisions.push(await shop.judge(found.artifact, { trustMetadata: true }));
  }
  await shop.log.appendAudit(judgementEntries('scan', decisions));
  return finishedRun(shop, started, { command: 'scan', decisions, problems });
}
