import { archiveKind, type ArchiveKind } from '../archive/archive-kind.js';
import { wheelFileName } from '../archive/distribution-file-name.js';
import type { MemberName } from '../archive/member.js';
import { readArchive } from '../archive/read-archive.js';
import { ArchiveRefusal } from '../archive/refusal.js';
import type { Finding, Gap } from '../core/finding.js';
import type { MemberFacts } from '../core/package-facts.js';
import { untrusted } from '../core/untrusted.js';
import type { SourceFile, SourceReading } from '../python/read-source.js';
import type { Analyser } from './analyser.js';
import { analyseMember } from './analyse-member.js';
import { createCalledOnImport } from './called-on-import.js';
import { NO_BUILD, planBuild, type BuildPlace, type BuildPlan } from './build/plan-build.js';
import { createDataBudget } from './content/data-budget.js';
import { judgeExecutedFiles } from './executed-files.js';
import { readGuarded } from './judge-python.js';
import { newNotes, type MemberNotes } from './member-notes.js';
import { createPackageFiles, type PackageFiles } from './package-files.js';
import { createSmallPackage } from './linked-package.js';
import { keepUnreadModules } from './unread-modules.js';
import { isVersionControl, isWanted } from './wanted-members.js';
import { whenItRuns } from './when-it-runs.js';

/** What all members of an archive or a folder gave. */
export interface Reading {
  readonly container: ArchiveKind | null;
  readonly isWheelFile: boolean;
  readonly members: MemberFacts[];
  readonly files: PackageFiles;
  readonly findings: Finding[];
  readonly gaps: Gap[];
  readonly refused: boolean;
  readonly plan: BuildPlan;
  readonly notes: MemberNotes;
}

/** What is read. The path need not end in the name of the file. */
export interface MembersQuestion {
  readonly path: string;
  readonly fileName: string;
  readonly subdirectory: string | undefined;
}

/** Reads and judges them one by one; of a source tree only when it is known what a build of it would run. */
export async function readMembers({ path, fileName, subdirectory }: MembersQuestion, analyser: Analyser): Promise<Reading> {
  const isWheelFile = wheelFileName(fileName) !== null;
  const findings: Finding[] = [];
  const results = { isWheelFile, members: [], files: createPackageFiles(), findings, notes: newNotes() };
  const gaps: Gap[] = [];
  let container: ArchiveKind | null = null;
  try {
    container = await archiveKind(path);
    const isWheel = container === 'zip' && isWheelFile;
    const place = { path, isFolder: container === 'directory', subdirectory: bareFolder(subdirectory ?? ''), read: (file: SourceFile): Promise<SourceReading> => readGuarded(file, analyser) };
    const { plan, refusal } = isWheel ? { plan: NO_BUILD, refusal: null } : await planned(place);
    const reading = { ...results, gaps, container, refused: false, plan };
    await readInto(reading, path, analyser);
    if (refusal !== null) throw refusal;
    const executed = await judgeExecutedFiles(path, reading, analyser);
    findings.push(...executed.findings);
    gaps.push(...executed.gaps);
    gaps.push(...plan.gaps);
    return reading;
  } catch (cause) {
    if (!(cause instanceof ArchiveRefusal)) throw cause;
    gaps.push({ kind: 'runs', what: untrusted(fileName), why: untrusted(`the archive is refused (${cause.code}): ${cause.message}`) });
    return { ...results, gaps, container, refused: true, plan: NO_BUILD };
  }
}

// `#subdirectory=` is written by hand.
const bareFolder = (text: string): string => text.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, '');

// What was readable up to a refusal is judged all the same, so the refusal has to wait.
async function planned(place: BuildPlace): Promise<{ readonly plan: BuildPlan; readonly refusal: ArchiveRefusal | null }> {
  try {
    return { plan: await planBuild(place), refusal: null };
  } catch (cause) {
    if (!(cause instanceof ArchiveRefusal)) throw cause;
    return { plan: NO_BUILD, refusal: cause };
  }
}

/** True where somebody has to call what was found; an example in tests is called by nobody. */
const waitsForCall = (findings: readonly Finding[]): boolean => findings.some(({ isStrong, severity, file }) => isStrong === true && severity !== 'critical' && !/(?:^|\/)tests?\//.test(file ?? ''));

async function readInto(reading: Reading, path: string, analyser: Analyser): Promise<void> {
  const isWheel = reading.container === 'zip' && reading.isWheelFile;
  const { plan, notes } = reading;
  const tellsSomething = createDataBudget();
  const isLeftOut = (member: string): boolean => reading.container === 'directory' && isVersionControl(member) && !plan.runs(member);
  const wantContent = (member: MemberName): boolean => !isLeftOut(member.path) && (isWanted(member) || plan.runs(member.path) || tellsSomething(member));
  const small = createSmallPackage();
  const unread = keepUnreadModules();
  const called = createCalledOnImport();
  // Only a wheel has a RECORD to compare digests with.
  for await (const member of readArchive(path, { wantContent, wantDigest: reading.container === 'zip' })) {
    if (isLeftOut(member.path)) continue;
    reading.files.see(member);
    small.see(member);
    unread.see(member);
    const isImported = whenItRuns(member.path, { isWheel, plan }) === 'import';
    const { facts, findings, gaps } = await analyseMember(member, analyser, { isWheel, plan, notes });
    reading.members.push(facts);
    if (isImported && waitsForCall(findings)) called.keep(member);
    reading.findings.push(...findings);
    reading.gaps.push(...gaps);
  }
  reading.findings.push(...(await small.findings(analyser, { isWheel, plan }, reading)), ...(await called.findings(path, analyser, (member) => whenItRuns(member, { isWheel, plan }) === 'import')));
  reading.gaps.push(...(await unread.gaps(analyser, { isWheel, plan })));
}
