import { posix } from 'node:path';
import type { MemberContent } from '../archive/member.js';
import { isExample } from '../core/examples.js';
import type { Gap } from '../core/finding.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import { untrusted } from '../core/untrusted.js';
import { beginsAsByteCode } from '../formats/byte-code/read-byte-code.js';
import type { Analyser } from './analyser.js';
import type { BuildPlan } from './build-plan/plan-build.js';
import { seeByteCode } from './content/compiled-module.js';
import { memberFormat } from './content/member-format.js';
import { judgeContent, judgeCython, judgeNotebook } from './judge-content.js';
import { judgePathFile } from './judge-path-file.js';
import { joined, judgePython, readGuarded, type Judged } from './judge-python.js';
import { unfollowedLink } from './judge-links.js';
import { isFinderNote, isPythonPath, memberKind } from './member-kind.js';
import type { MemberNotes } from './member-notes.js';
import type { RuleResults } from './run-rules.js';
import { unreadablePython } from './unreadable-python.js';
import { isPathConfiguration, mustBeRead } from './wanted-members.js';
import { gapKind, SEVERITY_OF, whenItRuns } from './when-it-runs.js';

const NOTHING: RuleResults = { findings: [], gaps: [] };

/** What the member is a part of. */
export interface MemberOrigin {
  readonly isWheel: boolean;
  readonly plan: BuildPlan;
  readonly notes: MemberNotes;
  /** Sizes of other members, where they are known already. */
  readonly sizeOf?: (member: string) => number | null;
  /** Nothing imports it: somebody has to start it. */
  readonly isScript?: boolean;
}

export interface MemberResults extends RuleResults {
  readonly facts: MemberFacts;
  /** What a glance at Python has seen; nothing for everything else. See src/python/glance/concerns.ts. */
  readonly concerns: number;
}

/** Types one member and runs the rules for its kind. */
export async function analyseMember(member: MemberContent, analyser: Analyser, origin: MemberOrigin): Promise<MemberResults> {
  const { path, bytes, head } = member;
  const facts: MemberFacts = { path, bytes, kind: memberKind(path, head) };
  const place = { ...origin, kind: facts.kind };
  const isCompiled = memberFormat(path) === 'byte-code' || (facts.kind === 'data' && beginsAsByteCode(head));
  if (isCompiled && member.linkTo === null && bytes > 0) origin.notes.compiled.push(seeByteCode(path, member.content, origin.sizeOf));
  const { literalBytes, concerns = 0, ...results } = await judged(member, analyser, place);
  return { concerns, ...joined(results, judgeContent(member, analyser, place)), facts: literalBytes === undefined ? facts : { ...facts, literalBytes } };
}

interface Place extends MemberOrigin {
  readonly kind: MemberFacts['kind'];
}

async function judged(member: MemberContent, analyser: Analyser, place: Place): Promise<Judged> {
  const isCode = mustBeRead(member.path) || place.plan.runs(member.path);
  const built = place.plan.readings.get(member.path);
  if (built !== undefined && !isPathConfiguration(member.path)) return judgePython(member.path, built, { analyser, runs: 'install', notes: place.notes });
  if (member.linkTo !== null) return linkGaps(member.path, member.linkTo, place);
  if (member.content === null) {
    const runs = whenItRuns(member.path, place);
    if (!isCode || (isPathConfiguration(member.path) && runs === 'latent')) return NOTHING;
    const why = untrusted(`${member.bytes} bytes: beyond the limits for one file and for a package`);
    return { findings: [], gaps: [{ kind: gapKind(runs), what: untrusted(member.path), why }] };
  }
  if (isPathConfiguration(member.path)) {
    const asText = await judgePathFile(member.path, member.content, { analyser, runs: whenItRuns(member.path, place), notes: place.notes });
    return built === undefined ? asText : joined(asText, judgePython(member.path, built, { analyser, runs: 'install', notes: place.notes }));
  }
  if (isFinderNote(member.path, member.head)) return NOTHING;
  if (place.kind !== 'python' && !isCode) return await judgedByFormat(member.path, member.content, { ...place, analyser });
  const file = { path: member.path, bytes: member.content, runs: whenItRuns(member.path, place) };
  const judgement = judgePython(member.path, await readGuarded(file, analyser), { analyser, runs: file.runs, notes: place.notes });
  return { ...judgement, gaps: [...unreadablePython(member.path, member.content), ...besideSources(member.path, judgement.gaps, place)] };
}

// Tests of parsers hold broken code on purpose. What a build runs of them is read before, and what it installs stands in the wheel, where it counts in full.
function besideSources(path: string, gaps: readonly Gap[], { isWheel }: Place): readonly Gap[] {
  return isWheel || !isExample(path) ? gaps : gaps.map((gap) => ({ ...gap, kind: 'data' }));
}

// What is Python, if not all of it, under other names.
async function judgedByFormat(path: string, content: Buffer, place: Place & { readonly analyser: Analyser }): Promise<Judged> {
  const format = memberFormat(path);
  if (format === 'notebook') return await judgeNotebook(path, content, place.analyser);
  return format === 'cython' ? await judgeCython(path, content, place) : NOTHING;
}

/** True for a link whose target is judged as strictly in its own place as it would be in the link's. */
function isJudgedElsewhere(path: string, place: Place): boolean {
  const end = place.plan.linkEnd(path);
  return end !== null && mustBeRead(end) && isPathConfiguration(end) === isPathConfiguration(path) && SEVERITY_OF[whenItRuns(end, place)] >= SEVERITY_OF[whenItRuns(path, place)];
}

// Links to modules are followed within the tree; the target of another was at most judged in its own place.
function linkGaps(path: string, target: string, place: Place): RuleResults {
  const leaves = posix.isAbsolute(target) || target === '..' || target.startsWith('../');
  const isBuilding = place.plan.runs(path);
  const isCode = mustBeRead(path) || isBuilding;
  if (!leaves && (!isCode || isJudgedElsewhere(path, place) || (!isBuilding && place.plan.isDeadLink(path)))) return NOTHING;
  const runs = whenItRuns(path, place);
  const end = place.plan.linkEnd(path);
  if (end !== null && isPythonPath(path)) {
    place.notes.links.push({ path, end, runs });
    return NOTHING;
  }
  return { findings: [], gaps: [unfollowedLink(path, target, isCode ? gapKind(runs) : 'latent')] };
}
