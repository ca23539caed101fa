import { posix } from 'node:path';
import type { MemberContent } from '../archive/member.js';
import type { Finding, Gap } from '../core/finding.js';
import type { MemberFacts } from '../core/package-facts.js';
import type { When } from '../core/source-facts.js';
import { untrusted } from '../core/untrusted.js';
import { readSource, type SourceReading } from '../python/read-source.js';
import type { Analyser } from './analyser.js';
import type { BuildPlan } from './build/plan-build.js';
import { memberKind } from './member-kind.js';
import { runRules, type RuleResults } from './run-rules.js';
import { isPathConfiguration, mustBeRead } from './wanted-members.js';
import { gapKind, whenItRuns } from './when-it-runs.js';

const NOTHING: RuleResults = { findings: [], gaps: [] };

/** What the member is a part of. */
export interface MemberOrigin {
  readonly isWheel: boolean;
  readonly plan: BuildPlan;
}

export interface MemberResults extends RuleResults {
  readonly facts: MemberFacts;
}

/** Types one member and runs the rules for its kind. */
export async function analyseMember(member: MemberContent, analyser: Analyser, origin: MemberOrigin): Promise<MemberResults> {
  const { path, bytes, head } = member;
  const facts: MemberFacts = { path, bytes, kind: memberKind(path, head) };
  const { literalBytes, ...results } = await judged(member, analyser, { ...origin, kind: facts.kind });
  return { ...results, facts: literalBytes === undefined ? facts : { ...facts, literalBytes } };
}

interface Place extends MemberOrigin {
  readonly kind: MemberFacts['kind'];
}

/** What the rules said of a member, and how much of it is one constant. */
type Judged = RuleResults & Pick<MemberFacts, 'literalBytes'>;

async function judged(member: MemberContent, analyser: Analyser, place: Place): Promise<Judged> {
  const isCode = mustBeRead(member.path) || place.plan.runs(member.path);
  const built = place.plan.readings.get(member.path);
  if (built !== undefined && !isPathConfiguration(member.path)) return judgePython(member.path, built, { analyser, runs: 'install' });
  if (member.linkTo !== null) return linkGaps(member.path, member.linkTo, place);
  if (member.content === null) {
    const runs = whenItRuns(member.path, place);
    if (!isCode || (isPathConfiguration(member.path) && runs === 'latent')) return NOTHING;
    const why = untrusted(`${member.bytes} bytes: beyond the limits of 10 MB for a file and 256 MB for a package`);
    return { findings: [], gaps: [{ kind: gapKind(runs), what: untrusted(member.path), why }] };
  }
  if (isPathConfiguration(member.path)) {
    const asText = judgeText(member.path, member.content, analyser);
    return built === undefined ? asText : joined(asText, judgePython(member.path, built, { analyser, runs: 'install' }));
  }
  if (place.kind !== 'python' && !isCode) return NOTHING;
  const file = { path: member.path, bytes: member.content, runs: whenItRuns(member.path, place) };
  return judgePython(member.path, await readGuarded(file, analyser), { analyser, runs: file.runs });
}

const SEVERITY: Readonly<Record<When, number>> = { latent: 0, autoload: 1, import: 2, start: 3, install: 4 };

/** True for a link whose target is judged as strictly in its own place as it would be in the link's. */
function isJudgedElsewhere(path: string, place: Place): boolean {
  const end = place.plan.linkEnd(path);
  return end !== null && mustBeRead(end) && isPathConfiguration(end) === isPathConfiguration(path) && SEVERITY[whenItRuns(end, place)] >= SEVERITY[whenItRuns(path, place)];
}

// Of links only those are followed that a build runs; the target of another was at most judged in its own place.
function linkGaps(path: string, target: string, place: Place): RuleResults {
  const leaves = posix.isAbsolute(target) || target === '..' || target.startsWith('../');
  const isCode = mustBeRead(path) || place.plan.runs(path);
  if (!leaves && (!isCode || isJudgedElsewhere(path, place))) return NOTHING;
  const kind = isCode ? gapKind(whenItRuns(path, place)) : 'latent';
  return { findings: [], gaps: [{ kind, what: untrusted(path), why: untrusted(`is a link to ${target}, which was not followed`) }] };
}

function judgeText(path: string, content: Buffer, analyser: Analyser): RuleResults {
  const lines = content.toString('utf8').split(/\r\n?|\n/);
  return runRules(analyser.rules, { kind: 'text', facts: { path, lines }, gapKind: 'runs', file: path, lines: () => lines });
}

function judgePython(path: string, reading: SourceReading, { analyser, runs }: { readonly analyser: Analyser; readonly runs: When }): Judged {
  if (reading.facts === null) return { findings: [], gaps: reading.gaps };
  const subject = { kind: 'source' as const, facts: reading.facts, gapKind: gapKind(runs), file: path, lines: reading.lines };
  return { ...joined({ findings: [], gaps: reading.gaps }, runRules(analyser.rules, subject)), literalBytes: reading.facts.literalLength };
}

/** Reads a file. One that makes the reader fail is a gap of that file; a parser that does not load is an error of the whole run. */
export async function readGuarded(file: Parameters<typeof readSource>[0], analyser: Analyser): Promise<SourceReading> {
  let isParserMissing = false;
  const loadParser: Analyser['loadParser'] = () =>
    analyser.loadParser().catch((cause: unknown) => {
      isParserMissing = true;
      throw cause;
    });
  try {
    return await (analyser.readSource ?? readSource)(file, loadParser);
  } catch (cause) {
    if (isParserMissing) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { facts: null, lines: () => [], gaps: [{ kind: gapKind(file.runs), what: untrusted(file.path), why: untrusted(`could not be read: ${reason}`) }] };
  }
}

/** Two sets of results as one. */
export function joined(one: RuleResults, other: RuleResults): { readonly findings: readonly Finding[]; readonly gaps: readonly Gap[] } {
  return { findings: [...one.findings, ...other.findings], gaps: [...one.gaps, ...other.gaps] };
}
