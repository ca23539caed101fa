import { posix } from 'node:path';
import type { MemberContent } from '../archive/member.js';
import type { Finding, Gap } from '../core/finding.js';
import type { MemberFacts } from '../core/package-facts.js';
import { untrusted } from '../core/untrusted.js';
import { readSource, type SourceReading } from '../python/read-source.js';
import type { Analyser } from './analyser.js';
import { memberKind } from './member-kind.js';
import { runRules, type RuleResults } from './run-rules.js';
import { isPathConfiguration, mustBeRead } from './wanted-members.js';
import { gapKind, whenItRuns } from './when-it-runs.js';

const NOTHING: RuleResults = { findings: [], gaps: [] };

export interface MemberResults extends RuleResults {
  readonly facts: MemberFacts;
}

/** Types one member and runs the rules for its kind. */
export async function analyseMember(member: MemberContent, analyser: Analyser, isWheel: boolean): Promise<MemberResults> {
  const { path, bytes, head } = member;
  const facts: MemberFacts = { path, bytes, kind: memberKind(path, head) };
  return { facts, ...(await judged(member, analyser, { kind: facts.kind, isWheel })) };
}

interface Place {
  readonly kind: MemberFacts['kind'];
  readonly isWheel: boolean;
}

async function judged(member: MemberContent, analyser: Analyser, { kind, isWheel }: Place): Promise<RuleResults> {
  if (member.linkTo !== null) return linkGaps(member.path, member.linkTo, isWheel);
  if (member.content === null) {
    const runs = whenItRuns(member.path, isWheel);
    if (!mustBeRead(member.path) || (isPathConfiguration(member.path) && runs === 'latent')) return NOTHING;
    const why = untrusted(`${member.bytes} bytes: beyond the limits of 10 MB for a file and 256 MB for a package`);
    return { findings: [], gaps: [{ kind: gapKind(runs), what: untrusted(member.path), why }] };
  }
  if (isPathConfiguration(member.path)) return judgeText(member.path, member.content, analyser);
  return kind === 'python' ? judgePython(member.path, member.content, { analyser, isWheel }) : NOTHING;
}

// A link is never followed, so its target was at most judged in its own place, not in the link's.
function linkGaps(path: string, target: string, isWheel: boolean): RuleResults {
  const leaves = posix.isAbsolute(target) || target === '..' || target.startsWith('../');
  if (!leaves && !mustBeRead(path)) return NOTHING;
  const kind = mustBeRead(path) ? gapKind(whenItRuns(path, isWheel)) : 'latent';
  return { findings: [], gaps: [{ kind, what: untrusted(path), why: untrusted(`is a link to ${target}, which was not followed`) }] };
}

function judgeText(path: string, content: Buffer, analyser: Analyser): RuleResults {
  const lines = content.toString('utf8').split(/\r\n?|\n/);
  return runRules(analyser.rules, { kind: 'text', facts: { path, lines }, gapKind: 'runs', file: path, lines: () => lines });
}

async function judgePython(path: string, bytes: Buffer, place: { analyser: Analyser; isWheel: boolean }): Promise<RuleResults> {
  const runs = whenItRuns(path, place.isWheel);
  const reading = await readGuarded({ path, bytes, runs }, place.analyser);
  if (reading.facts === null) return { findings: [], gaps: reading.gaps };
  const subject = { kind: 'source' as const, facts: reading.facts, gapKind: gapKind(runs), file: path, lines: reading.lines };
  return joined({ findings: [], gaps: reading.gaps }, runRules(place.analyser.rules, subject));
}

// A file that makes the reader fail is a gap of that file; a parser that does not load is an error of the whole run.
async function readGuarded(file: Parameters<typeof readSource>[0], analyser: Analyser): Promise<SourceReading> {
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
