import { createHash } from 'node:crypto';
import { namesPackage } from '../../archive/project/distribution-file-name.js';
import { withAdditions } from '../../analysis/ai/additions.js';
import type { Additions } from '../../analysis/ai/review-types.js';
import type { RuleResults } from '../../analysis/run-rules.js';
import type { ArchiveAnalysis } from '../../core/archive-analysis.js';
import type { Sha256, Staged } from '../../core/artifact.js';
import type { Cleared, Decision, Report } from '../../core/decision.js';
import type { Finding } from '../../core/finding.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import type { CompositeRisk } from '../../core/risk.js';
import { untrusted } from '../../core/untrusted.js';
import type { Analysed } from '../analysis/analysis-workers.js';
import { asSha256 } from '../../platform/files.js';
import type { Known } from '../look-up/known.js';
import type { KeptFindings } from './kept-findings.js';

/** All findings of a package, and its composite risk. */
export interface JudgedProject extends RuleResults {
  readonly risk: CompositeRisk | null;
}

/** The parts that a judgement needs, given by wire.ts. */
export interface JudgeTools extends KeptFindings {
  readonly analyse: (artifact: Staged) => Promise<Analysed>;
  /** What services know of it: advisories, the index. */
  readonly lookUp: (artifact: Staged) => Promise<Known>;
  /** Tier 1: what the name and the services say, weighed together with what the bytes say. Depends on the request and the day, so it is asked anew each time. */
  readonly judgeProject: (artifact: Staged, known: Known, seen: readonly Finding[]) => JudgedProject;
  readonly decide: (report: Report) => Decision;
  /** Tier 3: what a model adds to what tiers 1 and 2 say; null for a package that it is not asked about. */
  readonly review: (decision: Decision, key: Sha256) => Promise<Additions | null>;
  /** Milliseconds that never go backwards. */
  readonly now: () => number;
}

// A folder is called what its owner calls it: no service is told that, or asked about it.
const isNamed = ({ fileName, isLocal, installed }: Staged, { name }: ArchiveAnalysis): boolean =>
  isLocal !== true || installed !== undefined || name !== null || namesPackage(fileName);

/** The artifact under the name and version that its own metadata gives, where the file's name was all we had. */
function identified(given: Staged, analysis: ArchiveAnalysis, trustMetadata: boolean): Staged {
  const artifact = analysis.requires === undefined ? given : { ...given, requires: analysis.requires };
  if (analysis.treeSha256 !== undefined) return { ...artifact, sha256: asSha256(analysis.treeSha256) };
  if (!trustMetadata) return artifact;
  if (!isNamed(artifact, analysis)) return { ...artifact, isPublic: false };
  const name = analysis.name !== null && isPackageName(analysis.name) ? parsePackageName(analysis.name) : artifact.name;
  return { ...artifact, name, version: analysis.version === null ? artifact.version : untrusted(analysis.version) };
}

/** What findings are kept by: the bytes, and which project in them is judged. */
function keyOf({ sha256, subdirectory }: Staged): Sha256 {
  return subdirectory === undefined ? sha256 : asSha256(createHash('sha256').update(`${sha256}\0${subdirectory}`).digest('hex'));
}

async function analyseAndRemember(artifact: Staged, key: Sha256, tools: JudgeTools): Promise<ArchiveAnalysis> {
  const { analysis, isComplete } = await tools.analyse(artifact);
  // What was given up may come to its end another time, so it is never kept.
  if (isComplete) tools.remember(key, analysis);
  // Of an installed package the log knows this digest, and explain asks by it.
  if (isComplete && analysis.treeSha256 !== undefined) tools.remember(asSha256(analysis.treeSha256), analysis);
  return analysis;
}

/** A decision with what a review adds, weighed again. */
async function reviewed(decision: Decision, key: Sha256, { review, decide, now }: JudgeTools): Promise<Decision> {
  const started = now();
  const additions = await review(decision, key);
  if (additions === null) return decision;
  const report = withAdditions(decision.report, additions);
  return decide({ ...report, timings: { ...report.timings, review: Math.round(now() - started) } });
}

/** Judges one file: tier 2 once for its bytes, tier 1 for its name, then policy, and a review of what that warns about. */
export async function judge(artifact: Staged, tools: JudgeTools, options: { readonly trustMetadata: boolean }): Promise<Decision> {
  const started = tools.now();
  const key = keyOf(artifact);
  const kept = tools.recall(key);
  const analysis = kept ?? (await analyseAndRemember(artifact, key, tools));
  const analysed = tools.now();
  const subject = identified(artifact, analysis, options.trustMetadata);
  const known = await tools.lookUp(subject);
  const project = tools.judgeProject(subject, known, analysis.findings);
  const decision = tools.decide({
    artifact: subject,
    findings: project.findings,
    risk: project.risk,
    gaps: [...analysis.gaps, ...project.gaps, ...known.gaps],
    cached: kept !== null,
    ...(known.project === null ? {} : { project: { firstReleaseAt: known.project.firstReleaseAt, releasedAt: known.project.releasedAt } }),
    timings: { code: Math.round(analysed - started), name: Math.round(tools.now() - analysed) },
  });
  return await reviewed(decision, key, tools);
}

async function analyseAhead(artifact: Staged, { analyse, rememberAhead }: JudgeTools): Promise<ArchiveAnalysis> {
  const { analysis, isComplete } = await analyse(artifact);
  if (isComplete) rememberAhead(keyOf(artifact), analysis);
  return analysis;
}

async function judgeBytes(artifact: Staged, tools: JudgeTools): Promise<Cleared | null> {
  const { recall, decide } = tools;
  const kept = recall(keyOf(artifact));
  const { findings, gaps } = kept ?? (await analyseAhead(artifact, tools));
  return decide({ artifact, findings, gaps, cached: kept !== null, timings: {} }).cleared;
}

/** What policy says of the bytes alone, whatever the file is called. `judge`, asked later, finds the analysis done. */
export function judgeSoon(artifact: Staged, tools: JudgeTools): Promise<Cleared | null> {
  const clearing = judgeBytes(artifact, tools);
  // A failure is told to whoever asks for the judgement.
  void Promise.allSettled([clearing]);
  return clearing;
}
