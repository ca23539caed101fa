import { basename } from 'node:path';
import { isForAnyMachine, wheelFileName } from '../archive/project/distribution-file-name.js';
import { installedFiles } from '../archive/wheel/installed-paths.js';
import { distInfoProblems, topLevelDistInfos } from '../archive/wheel/wheel-layout.js';
import type { ArchiveAnalysis } from '../core/archive-analysis.js';
import type { Finding, Gap } from '../core/finding.js';
import type { InstalledTree } from '../core/installed-files.js';
import type { PackageName } from '../core/name.js';
import type { PackageFacts } from '../core/facts/package-facts.js';
import type { WheelFacts } from '../core/facts/wheel-facts.js';
import type { Analyser } from './analyser.js';
import { besidePackages } from './beside-packages.js';
import { compiledModules } from './content/compiled-module.js';
import { correlate, isTiny } from './correlate.js';
import { sortedFindings, sortedGaps } from './finding-order.js';
import { packedPackages } from './packed-packages.js';
import { asPackageName, packageKind, requiresOf, spelledIdentity } from './package-identity.js';
import { isPythonPath } from './member-kind.js';
import { inTinyPackage } from './unreadable-python.js';
import { readMembers } from './read-members.js';
import type { Reading } from './reading.js';
import { runRules } from './run-rules.js';

/** What the caller knows of a package that tells neither name nor version itself. */
export interface KnownIdentity {
  /** Where the path does not end in it. */
  readonly fileName?: string;
  readonly name: PackageName | null;
  readonly version: string | null;
  /** Where in a source archive or folder the project lies (`#subdirectory=`); its top when missing. */
  readonly subdirectory?: string;
  /** For a package that is installed; the path is then the folder that it is installed in. */
  readonly installed?: InstalledTree;
}

/**
 * Tier 2: reads every member of a wheel, sdist, zip or folder once and runs all source, text and package rules. What
 * could not be read is in `gaps`, a refused archive included. Rejects only when the parser does not load.
 */
export async function analyseArchive(path: string, analyser: Analyser, identity: KnownIdentity): Promise<ArchiveAnalysis> {
  const fileName = identity.fileName ?? basename(path);
  const reading = await readMembers({ path, fileName, subdirectory: identity.subdirectory, ...(identity.installed === undefined ? {} : { installed: identity.installed }) }, analyser);
  const facts = packageFacts(fileName, reading, identity);
  // The list of members of a refused archive is not the one that pip would see: nothing can be said about it as a whole.
  const whole = reading.refused ? { findings: [], gaps: [] } : judgePackage(facts, analyser);
  const gaps = [...reading.gaps, ...whole.gaps, ...packedPackages(facts)];
  const spelled = spelledIdentity(fileName, facts.metadata);
  const metadata = wheelMetadata(facts, reading);
  return {
    ...(metadata === null ? {} : { metadata }),
    kind: facts.kind,
    name: spelled.name,
    version: spelled.version,
    ...(reading.container?.kind === 'installed' ? { treeSha256: reading.files.digest() } : {}),
    ...requiresOf(facts.metadata),
    findings: sortedFindings(correlate([...reading.findings, ...whole.findings], facts.members, besidePackages(reading))),
    gaps: sortedGaps(isTiny(facts.members) ? inTinyPackage(gaps, isPythonPath) : gaps),
  };
}

function wheelMetadata({ kind, wheel }: PackageFacts, { refused, files }: Reading): string | null {
  const distInfo = kind === 'wheel' && !refused ? (wheel?.distInfo ?? null) : null;
  return distInfo === null ? null : files.metadataText(distInfo);
}

function judgePackage(facts: PackageFacts, analyser: Analyser): { findings: readonly Finding[]; gaps: readonly Gap[] } {
  return runRules(analyser.rules, { kind: 'package', facts, gapKind: 'runs', file: null, lines: () => [] });
}

function packageFacts(fileName: string, reading: Reading, identity: KnownIdentity): PackageFacts {
  const paths = reading.members.map((member) => member.path);
  const distInfos = topLevelDistInfos(paths);
  const kind = packageKind({ ...reading, distInfos: distInfos.length, paths });
  const wheel = kind === 'wheel' || kind === 'installed' ? wheelFacts(fileName, reading, { distInfos, paths }) : null;
  const metadata = reading.files.metadata(wheel?.distInfo ?? null);
  const spelled = spelledIdentity(fileName, metadata);
  return {
    name: asPackageName(spelled.name) ?? identity.name,
    version: spelled.version ?? identity.version ?? '',
    kind,
    members: reading.members,
    compiled: compiledModules(reading.notes.compiled, reading.members),
    started: reading.notes.started,
    metadata,
    wheel,
    buildRequires: reading.plan.requires,
    runRequires: reading.plan.runRequires,
    dataFiles: reading.plan.dataFiles,
  };
}

function wheelFacts(fileName: string, reading: Reading, { distInfos, paths }: { distInfos: readonly string[]; paths: readonly string[] }): WheelFacts {
  const distInfo = distInfos.length === 1 ? (distInfos[0] ?? null) : null;
  return {
    distInfo,
    // What is installed already is past what pip would refuse, and other installers leave some of these files out.
    problems: reading.container?.kind === 'installed' ? [] : distInfoProblems(distInfos, new Set(paths), wheelFileName(fileName)),
    record: distInfo === null ? null : reading.files.record(distInfo),
    installed: installedFiles(paths, distInfo === null ? [] : reading.files.commands(distInfo)),
    isForAnyMachine: isForAnyMachine(fileName),
  };
}
