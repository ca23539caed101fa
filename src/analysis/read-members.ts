import { limits } from '../archive/limits.js';
import type { MemberName } from '../archive/member.js';
import { ArchiveRefusal } from '../archive/refusal.js';
import type { Finding, Gap } from '../core/finding.js';
import { untrusted } from '../core/untrusted.js';
import { isMachineFault, systemCode } from '../platform/files/disk-error.js';
import { createAllowance, type SourceFile, type SourceReading } from '../python/read-source.js';
import type { Analyser } from './analyser.js';
import { analyseMember } from './analyse-member.js';
import { createCalledOnImport } from './called-on-import.js';
import { NO_BUILD, planBuild, type BuildPlace, type BuildPlan } from './build-plan/plan-build.js';
import { openContainer, type Container, type ContainerQuestion } from './container.js';
import { createDataBudget } from './content/data-budget.js';
import { judgeEntryPoints } from './entry-points/judge-entry-points.js';
import { judgeExecutedFiles } from './executed-files.js';
import { judgeToldFiles } from './told-files.js';
import { judgeLinks } from './judge-links.js';
import { readGuarded } from './judge-python.js';
import { newNotes } from './member-notes.js';
import { createMainModules } from './main-modules.js';
import { createPackageFiles } from './package-files.js';
import type { Reading } from './reading.js';
import { createGluedModules } from './linked/glued-modules.js';
import { createSmallPackage } from './linked/small-package.js';
import { keepUnreadModules } from './unread-modules.js';
import { isVersionControl, isWanted } from './wanted-members.js';
import { whenItRuns } from './when-it-runs.js';

/** What is read. */
export interface MembersQuestion extends ContainerQuestion {
  readonly subdirectory: string | undefined;
}

/** Reads and judges them one by one; of a source tree only when it is known what a build of it would run. */
export async function readMembers(question: MembersQuestion, unlimited: Analyser): Promise<Reading> {
  // A bundled module answers for each name by a call, and rules are asked for once for each file.
  const analyser = { ...unlimited, rules: { ...unlimited.rules }, allowance: createAllowance(limits.textBytes) };
  const findings: Finding[] = [];
  const results = { members: [], files: createPackageFiles(question.installed), findings, notes: newNotes() };
  const gaps: Gap[] = [];
  let container: Container | null = null;
  try {
    container = await openContainer(question);
    const place = { path: question.path, isFolder: container.kind === 'directory', subdirectory: bareFolder(question.subdirectory ?? ''), read: (file: SourceFile): Promise<SourceReading> => readGuarded(file, analyser) };
    const { plan, refusal } = container.isWheel ? { plan: NO_BUILD, refusal: null } : await planned(place);
    const reading = { ...results, gaps, container, refused: false, plan };
    await readInto(reading, container, analyser);
    if (refusal !== null) throw refusal;
    const links = await judgeLinks(container, reading, analyser);
    findings.push(...links.findings);
    gaps.push(...links.gaps);
    const executed = await judgeExecutedFiles(container, reading, analyser);
    const told = await judgeToldFiles(container, reading, analyser);
    findings.push(...told.findings);
    gaps.push(...told.gaps);
    findings.push(...executed.findings);
    gaps.push(...executed.gaps);
    gaps.push(...plan.gaps);
    return reading;
  } catch (cause) {
    if (!(cause instanceof ArchiveRefusal)) throw cause;
    if (isOfTheSystem(cause, container)) throw cause.cause;
    gaps.push({ kind: 'runs', what: untrusted(question.fileName), why: untrusted(`the archive is refused (${cause.code}): ${cause.message}`) });
    return { ...results, gaps, container, refused: true, plan: NO_BUILD };
  }
}

/**
 * True where not the archive is to blame but the machine: what is found of an archive is kept under its digest, and must not rest on that. In a folder
 * a file that its owner keeps from others is a part of what was found.
 */
function isOfTheSystem({ code, cause }: ArchiveRefusal, container: Container | null): boolean {
  const isFolder = container?.kind === 'directory' || container?.kind === 'installed';
  return code === 'unreadable' && (isMachineFault(cause) || (!isFolder && systemCode(cause) !== ''));
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

// What these rules say does not change when the code runs sooner.
const SAYS_THE_SAME: ReadonlySet<string> = new Set(['uses-network', 'obfuscated-code', 'addresses-machines', 'hidden-characters']);

/** True where somebody has to call what was found; an example in tests is called by nobody. Hardly any honest file has such a finding. */
const waitsForCall = (findings: readonly Finding[]): boolean => findings.some(({ rule, severity, file }) => severity !== 'info' && severity !== 'critical' && !SAYS_THE_SAME.has(rule) && !/(?:^|\/)tests?\//.test(file ?? ''));

async function readInto(reading: Reading, container: Container, analyser: Analyser): Promise<void> {
  const { isWheel, kind } = container;
  const { plan, notes } = reading;
  const tellsSomething = createDataBudget({ isWheel });
  const isLeftOut = (member: string): boolean => kind === 'directory' && isVersionControl(member) && !plan.runs(member);
  const wantContent = (member: MemberName): boolean => !isLeftOut(member.path) && (isWanted(member) || (plan.runs(member.path) && member.bytes <= limits.textFileBytes) || tellsSomething(member));
  const [small, glued] = [createSmallPackage(), createGluedModules()];
  const unread = keepUnreadModules();
  const called = createCalledOnImport();
  const mains = createMainModules();
  // Only a wheel, packed or installed, has a RECORD to compare digests with.
  const most = { ofOne: limits.codeFileBytes, ofAll: limits.codeBytes };
  for await (const member of container.members({ wantContent, most, wantDigest: kind === 'zip' || kind === 'installed' })) {
    if (isLeftOut(member.path)) continue;
    reading.files.see(member);
    small.see(member);
    unread.see(member);
    const isImported = whenItRuns(member.path, { isWheel, plan }) === 'import';
    const { facts, findings, gaps, concerns } = await analyseMember(member, analyser, { isWheel, plan, notes, sizeOf: container.sizeOf });
    reading.members.push(facts);
    glued.see(member, concerns);
    if (isImported) mains.keep(member);
    if (isImported && waitsForCall(findings)) called.keep(member);
    reading.findings.push(...findings);
    reading.gaps.push(...gaps);
  }
  const scripts = await mains.judge(reading, container, analyser);
  for (const linked of [small, glued]) reading.findings.push(...(await linked.findings(analyser, { isWheel, plan, scripts }, reading)));
  reading.findings.push(...(await called.findings(container, analyser, (member) => whenItRuns(member, { isWheel, plan }))));
  await judgeEntryPoints({ container, reading, waiting: called.waiting }, analyser, (modules) => glued.entered(modules, analyser, { ...reading, origin: { isWheel, plan, scripts } }));
  reading.gaps.push(...(await unread.gaps(analyser, { isWheel, plan })));
}
