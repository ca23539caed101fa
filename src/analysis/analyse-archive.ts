import { basename } from 'node:path';
import { archiveKind, type ArchiveKind } from '../archive/archive-kind.js';
import { wheelFileName } from '../archive/distribution-file-name.js';
import { installedFiles } from '../archive/installed-paths.js';
import type { MemberName } from '../archive/member.js';
import { readArchive } from '../archive/read-archive.js';
import { ArchiveRefusal } from '../archive/refusal.js';
import { distInfoProblems, topLevelDistInfos } from '../archive/wheel-layout.js';
import type { ArchiveAnalysis } from '../core/archive-analysis.js';
import type { Finding, Gap } from '../core/finding.js';
import type { PackageName } from '../core/name.js';
import type { MemberFacts, PackageFacts, WheelFacts } from '../core/package-facts.js';
import { untrusted } from '../core/untrusted.js';
import type { Analyser } from './analyser.js';
import { analyseMember, readGuarded } from './analyse-member.js';
import { NO_BUILD, planBuild, type BuildPlace, type BuildPlan } from './build/plan-build.js';
import { sortedFindings, sortedGaps } from './finding-order.js';
import { createPackageFiles, type PackageFiles } from './package-files.js';
import { asPackageName, packageKind, spelledIdentity } from './package-identity.js';
import { runRules } from './run-rules.js';
import { isVersionControl, isWanted } from './wanted-members.js';

/** What the caller knows of a package that tells neither name nor version itself. */
export interface KnownIdentity {
  readonly name: PackageName | null;
  readonly version: string | null;
  /** Where in a source archive or folder the project lies, with `/` between folders and without one at either end; its top when missing. */
  readonly subdirectory?: string;
}

/**
 * Tier 2: reads every member of a wheel, sdist, zip or folder once and runs all source, text and package rules. What
 * could not be read is in `gaps`, a refused archive included. Rejects only when the parser does not load.
 */
export async function analyseArchive(path: string, analyser: Analyser, identity: KnownIdentity): Promise<ArchiveAnalysis> {
  const reading = await readMembers(path, analyser, identity.subdirectory);
  const facts = packageFacts(basename(path), reading, identity);
  // The list of members of a refused archive is not the one that pip would see: nothing can be said about it as a whole.
  const whole = reading.refused ? { findings: [], gaps: [] } : judgePackage(facts, analyser);
  const spelled = spelledIdentity(basename(path), facts.metadata);
  return {
    kind: facts.kind,
    name: spelled.name,
    version: spelled.version,
    findings: sortedFindings([...reading.findings, ...whole.findings]),
    gaps: sortedGaps([...reading.gaps, ...whole.gaps]),
  };
}

interface Reading {
  readonly container: ArchiveKind | null;
  readonly isWheelFile: boolean;
  readonly members: MemberFacts[];
  readonly files: PackageFiles;
  readonly findings: Finding[];
  readonly gaps: Gap[];
  readonly refused: boolean;
  readonly plan: BuildPlan;
}

async function readMembers(path: string, analyser: Analyser, subdirectory: string | undefined): Promise<Reading> {
  const isWheelFile = wheelFileName(basename(path)) !== null;
  const results = { isWheelFile, members: [], files: createPackageFiles(), findings: [] };
  const gaps: Gap[] = [];
  let container: ArchiveKind | null = null;
  try {
    container = await archiveKind(path);
    const isWheel = container === 'zip' && isWheelFile;
    const plan = isWheel ? { plan: NO_BUILD, refusal: null } : await planned({ path, isFolder: container === 'directory', subdirectory: subdirectory ?? '', read: (file) => readGuarded(file, analyser) });
    const reading = { ...results, gaps, container, refused: false, plan: plan.plan };
    await readInto(reading, path, analyser);
    if (plan.refusal !== null) throw plan.refusal;
    gaps.push(...plan.plan.gaps);
    return reading;
  } catch (cause) {
    if (!(cause instanceof ArchiveRefusal)) throw cause;
    gaps.push({ kind: 'runs', what: untrusted(basename(path)), why: untrusted(`the archive is refused (${cause.code}): ${cause.message}`) });
    return { ...results, gaps, container, refused: true, plan: NO_BUILD };
  }
}

// What was readable up to a refusal is judged all the same, so the refusal has to wait.
async function planned(place: BuildPlace): Promise<{ readonly plan: BuildPlan; readonly refusal: ArchiveRefusal | null }> {
  try {
    return { plan: await planBuild(place), refusal: null };
  } catch (cause) {
    if (!(cause instanceof ArchiveRefusal)) throw cause;
    return { plan: NO_BUILD, refusal: cause };
  }
}

async function readInto(reading: Reading, path: string, analyser: Analyser): Promise<void> {
  const isWheel = reading.container === 'zip' && reading.isWheelFile;
  const { plan } = reading;
  const isLeftOut = (member: string): boolean => reading.container === 'directory' && isVersionControl(member) && !plan.runs(member);
  const wantContent = (member: MemberName): boolean => (isWanted(member) || plan.runs(member.path)) && !isLeftOut(member.path);
  // Only a wheel has a RECORD to compare digests with.
  for await (const member of readArchive(path, { wantContent, wantDigest: reading.container === 'zip' })) {
    if (isLeftOut(member.path)) continue;
    reading.files.see(member);
    const { facts, findings, gaps } = await analyseMember(member, analyser, { isWheel, plan });
    reading.members.push(facts);
    reading.findings.push(...findings);
    reading.gaps.push(...gaps);
  }
}

function judgePackage(facts: PackageFacts, analyser: Analyser): { findings: readonly Finding[]; gaps: readonly Gap[] } {
  return runRules(analyser.rules, { kind: 'package', facts, gapKind: 'runs', file: null, lines: () => [] });
}

function packageFacts(fileName: string, reading: Reading, identity: KnownIdentity): PackageFacts {
  const paths = reading.members.map((member) => member.path);
  const distInfos = topLevelDistInfos(paths);
  const kind = packageKind({ ...reading, distInfos: distInfos.length, paths });
  const wheel = kind === 'wheel' ? wheelFacts(fileName, reading, { distInfos, paths }) : null;
  const metadata = reading.files.metadata(wheel?.distInfo ?? null);
  const spelled = spelledIdentity(fileName, metadata);
  return {
    name: asPackageName(spelled.name) ?? identity.name,
    version: spelled.version ?? identity.version ?? '',
    kind,
    members: reading.members,
    metadata,
    wheel,
    buildRequires: reading.plan.requires,
  };
}

function wheelFacts(fileName: string, reading: Reading, { distInfos, paths }: { distInfos: readonly string[]; paths: readonly string[] }): WheelFacts {
  const distInfo = distInfos.length === 1 ? (distInfos[0] ?? null) : null;
  return {
    distInfo,
    problems: distInfoProblems(distInfos, new Set(paths), wheelFileName(fileName)),
    record: distInfo === null ? null : reading.files.record(distInfo),
    installed: installedFiles(paths, distInfo === null ? [] : reading.files.commands(distInfo)),
  };
}
