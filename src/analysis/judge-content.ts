import type { MemberContent } from '../archive/member.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import { untrusted } from '../core/untrusted.js';
import { pythonOfCython } from '../formats/cython.js';
import { notebookSource } from '../formats/notebook.js';
import type { SourceReading } from '../python/read-source.js';
import type { Analyser } from './analyser.js';
import type { BuildPlan } from './build-plan/plan-build.js';
import { contentFacts } from './content/content-facts.js';
import { judgePython, readGuarded } from './judge-python.js';
import { runRules, type RuleResults } from './run-rules.js';
import { gapKind, whenItRuns } from './when-it-runs.js';

const NOTHING: RuleResults = { findings: [], gaps: [] };

/** What decides when a member runs. */
export interface ContentPlace {
  readonly isWheel: boolean;
  readonly plan: BuildPlan;
  readonly kind: MemberFacts['kind'];
  readonly isScript?: boolean;
}

/** What is in a member besides code that runs: names in data, commands, characters that do not show. What makes a reader fail is a gap. */
export function judgeContent(member: MemberContent, analyser: Analyser, place: ContentPlace): RuleResults {
  const runs = place.kind === 'python' || place.plan.runs(member.path) ? whenItRuns(member.path, place) : 'latent';
  const facts = lookedInto(() => contentFacts(member, { kind: place.kind, runs }));
  if (facts instanceof Error) return { findings: [], gaps: [{ kind: gapKind(runs), what: untrusted(member.path), why: untrusted(`could not be looked into: ${facts.message}`) }] };
  if (facts === null) return NOTHING;
  const lines = (): readonly string[] => (place.kind === 'native' || place.kind === 'data' ? [] : (member.content?.toString('utf8').split('\n') ?? []));
  const results = runRules(analyser.rules, { kind: 'content', facts, gapKind: gapKind(runs), file: member.path, lines });
  return facts.unread === undefined ? results : { ...results, gaps: [...results.gaps, { kind: 'data', what: untrusted(member.path), why: untrusted(facts.unread) }] };
}

// Bytes that nobody foresaw must not end the judgement of a whole package.
function lookedInto<T>(look: () => T): T | Error {
  try {
    return look();
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

/** The same reading, whose gaps are listed and no more. */
const asData = (reading: SourceReading): SourceReading => ({ ...reading, gaps: reading.gaps.map((gap) => ({ ...gap, kind: 'data' })) });

/** Cells are run one by one by whoever opens the notebook; what is no Python in them cannot be told from what IPython adds to it. */
export async function judgeNotebook(path: string, content: Buffer, analyser: Analyser): Promise<RuleResults> {
  const source = notebookSource(content.toString('utf8'));
  if (source === null) return NOTHING;
  const reading = await readGuarded({ path, bytes: Buffer.from(source), runs: 'latent' }, analyser);
  return judgePython(path, asData(reading), { analyser, runs: 'latent', notes: null });
}

/** A build compiles such a file, and the package imports it like a module. Its syntax is not all known, so what is no Python in it is listed and no more. */
export async function judgeCython(path: string, content: Buffer, place: ContentPlace & { readonly analyser: Analyser }): Promise<RuleResults> {
  const runs = whenItRuns(path.replace(/\.pyx$/i, '.py'), place);
  const reading = await readGuarded({ path, bytes: Buffer.from(pythonOfCython(content.toString('utf8'))), runs }, place.analyser);
  return judgePython(path, asData(reading), { analyser: place.analyser, runs, notes: null });
}
