import { basename } from 'node:path';
import { archiveKind, type ArchiveKind } from '../archive/archive-kind.js';
import { wheelFileName } from '../archive/distribution-file-name.js';
import { installedFiles } from '../archive/installed-paths.js';
import { readArchive } from '../archive/read-archive.js';
import { ArchiveRefusal } from '../archive/refusal.js';
import { distInfoProblems, topLevelDistInfos } from '../archive/wheel-layout.js';
import type { ArchiveAnalysis } from '../core/archive-analysis.js';
import type { Finding, Gap } from '../core/finding.js';
import type { PackageName } from '../core/name.js';
import type { MemberFacts, PackageFacts, WheelFacts } from '../core/package-facts.js';
import { untrusted } from '../core/untrusted.js';
import type { Analyser } from './analyser.js';
import { analyseMember } from './analyse-member.js';
import { sortedFindings, sortedGaps } from './finding-order.js';
import { createPackageFiles, type PackageFiles } from './package-files.js';
import { asPackageName, packageKind, spelledIdentity } from './package-identity.js';
import { runRules } from './run-rules.js';
import { isWanted } from './wanted-members.js';

/** What the caller knows of a package that tells neither name nor version itself. */
export interface KnownIdentity {
  /** Where the path does not end in it. */
  readonly fileName?: string;
  readonly name: PackageName | null;
  readonly version: string | null;
}

/**
 * Tier 2: reads every member of a wheel, sdist, zip or folder once and runs all source, text and package rules. What
 * could not be read is in `gaps`, a refused archive included. Rejects only when the parser does not load.
 */
export async function analyseArchive(path: string, analyser: Analyser, identity: KnownIdentity): Promise<ArchiveAnalysis> {
  const fileName = identity.fileName ?? basename(path);
  const reading = await readMembers({ path, fileName }, analyser);
  const facts = packageFacts(fileName, reading, identity);
  // The list of members of a refused archive is not the one that pip would see: nothing can be said about it as a whole.
  const whole = reading.refused ? { findings: [], gaps: [] } : judgePackage(facts, analyser);
  const spelled = spelledIdentity(fileName, facts.metadata);
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
}

async function readMembers({ path, fileName }: { readonly path: string; readonly fileName: string }, analyser: Analyser): Promise<Reading> {
  const isWheelFile = wheelFileName(fileName) !== null;
  const results = { isWheelFile, members: [], files: createPackageFiles(), findings: [] };
  const gaps: Gap[] = [];
  let container: ArchiveKind | null = null;
  try {
    container = await archiveKind(path);
    await readInto({ ...results, gaps, container, refused: false }, path, analyser);
    return { ...results, gaps, container, refused: false };
  } catch (cause) {
    if (!(cause instanceof ArchiveRefusal)) throw cause;
    gaps.push({ kind: 'runs', what: untrusted(fileName), why: untrusted(`the archive is refused (${cause.code}): ${cause.message}`) });
    return { ...results, gaps, container, refused: true };
  }
}

async function readInto(reading: Reading, path: string, analyser: Analyser): Promise<void> {
  const isWheel = reading.container === 'zip' && reading.isWheelFile;
  // Only a wheel has a RECORD to compare digests with.
  for await (const member of readArchive(path, { wantContent: isWanted, wantDigest: reading.container === 'zip' })) {
    reading.files.see(member);
    const { facts, findings, gaps } = await analyseMember(member, analyser, isWheel);
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
