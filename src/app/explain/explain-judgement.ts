import type { Sha256 } from '../../core/artifact.js';
import type { Verdict } from '../../core/decision.js';
import { UserError } from '../../core/errors.js';
import type { ExplainedFinding, ExplainedPackage, RuleText } from '../../core/explanation.js';
import type { PackageName } from '../../core/name.js';
import type { ArchiveAnalysis } from '../../core/archive-analysis.js';
import { judgementsOf, type LoggedJudgement } from '../../store/read-audit-log.js';
import { ruleset } from '../build-facts.js';
import { isArchiveAnalysis } from '../judge/kept-analysis.js';
import { ruleById } from '../rules.js';
import type { Workshop } from '../workshop.js';
import { explainedFinding } from './explained-finding.js';
import { NO_LINES, sourceLines } from './source-lines.js';

/** A package by name, and the version where one was given. */
export interface PackageQuestion {
  /** As it was typed. */
  readonly typed: string;
  readonly name: PackageName;
  readonly version: string | null;
}

const MOST_VERSIONS = 5;

const asVerdict = (text: string): Verdict => (text === 'safe' || text === 'warned' ? text : 'blocked');

/** The newest judgement that fits, or null and the other versions that were judged. */
async function newest({ name, version }: PackageQuestion, home: string): Promise<{ readonly found: LoggedJudgement | null; readonly others: readonly string[] }> {
  const others = new Set<string>();
  for await (const judgement of judgementsOf(home, name)) {
    if (version === null || judgement.version === version) return { found: judgement, others: [] };
    others.add(judgement.version === '' ? 'one without a version' : judgement.version);
  }
  return { found: null, others: [...others].slice(0, MOST_VERSIONS) };
}

interface Kept {
  readonly analysis: ArchiveAnalysis;
  readonly findings: readonly ExplainedFinding[];
  readonly hasLines: boolean;
}

/** What the store and the file cache still have of one file. */
async function keptOf(sha256: Sha256, shop: Workshop): Promise<Kept | null> {
  const analysis = shop.store.analyses.get(sha256, ruleset);
  if (!isArchiveAnalysis(analysis)) return null;
  const path = await shop.files.find(sha256);
  const lines = path === null ? NO_LINES : await sourceLines(path, analysis.findings);
  return { analysis, findings: analysis.findings.map((finding) => explainedFinding(finding, lines)), hasLines: path !== null };
}

/** The source first: what is in the wheel that was built from it too is told once. */
async function allKept({ sha256, builtFrom }: LoggedJudgement, shop: Workshop): Promise<readonly Kept[]> {
  const [source, file] = [builtFrom === null ? null : await keptOf(builtFrom, shop), await keptOf(sha256, shop)];
  return [source, file].filter((kept) => kept !== null);
}

const sameAs = (one: ExplainedFinding) => ({ finding }: ExplainedFinding): boolean => finding.rule === one.finding.rule && finding.message === one.finding.message && finding.snippet === one.finding.snippet;

function remarksOn(kept: readonly Kept[]): readonly string[] {
  if (kept.length === 0) return ['What was found is no longer kept (the rules have changed, it was a folder or a part of a source, or there is no SQLite here: see depsec doctor), so only the log can be shown. Judge it again to see the lines.'];
  return kept.every(({ hasLines, findings }) => hasLines || findings.length === 0) ? [] : ['The file itself is not kept, so only the guilty lines can be shown. Of a copy of it, depsec explain FILE shows those around them.'];
}

const isRule = (rule: RuleText | null): rule is RuleText => rule !== null;

async function explained(name: string, judgement: LoggedJudgement, shop: Workshop): Promise<ExplainedPackage> {
  const kept = await allKept(judgement, shop);
  const all = kept.flatMap(({ findings }) => findings);
  const findings = all.filter((each, index) => all.findIndex(sameAs(each)) === index);
  const seen = new Set(findings.map(({ finding }) => finding.rule));
  return {
    name,
    version: judgement.version,
    file: null,
    sha256: judgement.sha256,
    verdict: asVerdict(judgement.verdict),
    reasons: judgement.reasons,
    judged: { time: judgement.time, command: judgement.command },
    findings,
    namedOnly: judgement.rules.filter((id) => !seen.has(id)).map(ruleById).filter(isRule),
    gaps: judgement.gaps,
    remarks: remarksOn(kept),
  };
}

/** The last judgement of a package, out of the audit log and the store. Throws `unknown-package` (exit 2) when there is none. */
export async function explainJudgement(question: PackageQuestion, shop: Workshop): Promise<ExplainedPackage> {
  const { typed, name } = question;
  const { found, others } = await newest(question, shop.home.path);
  if (found !== null) return await explained(name, found, shop);
  const known = others.length === 0 ? '' : `; of ${name} these were judged: ${others.join(', ')}`;
  throw new UserError('unknown-package', `${typed} is no rule, no file here, and has not been judged yet${known}`, { hint: `judge it first: depsec audit ${typed}` });
}
