import type { Finding, Gap } from '../core/finding.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import type { When } from '../core/facts/source-facts.js';
import { untrusted } from '../core/untrusted.js';
import { readSource, type SourceReading } from '../python/read-source.js';
import type { Analyser } from './analyser.js';
import { noteSource, type MemberNotes } from './member-notes.js';
import type { RuleResults } from './run-rules.js';
import { programIn, toldOfZip } from './program-in-zip.js';
import { runSourceRules } from './run-source-rules.js';
import { gapKind } from './when-it-runs.js';

/** What the rules say of a file, how much of it is one literal, and what a glance at it has seen. */
export type Judged = RuleResults & Pick<MemberFacts, 'literalBytes'> & Partial<Pick<SourceReading, 'concerns'>>;

/** What the rules say of a Python file that has been read; `notes` is null where it is not of the package's own accord that it runs. */
export function judgePython(path: string, reading: SourceReading, { analyser, runs, notes }: { readonly analyser: Analyser; readonly runs: When; readonly notes: MemberNotes | null }): Judged {
  const { facts, concerns, literalLength: literalBytes } = reading;
  if (facts === null) return { findings: [], gaps: reading.gaps, literalBytes, concerns };
  if (notes !== null) noteSource(facts, notes);
  return { ...joined({ findings: [], gaps: reading.gaps }, runSourceRules(analyser.rules, { facts, gapKind: gapKind(runs), file: path, lines: reading.lines })), literalBytes, concerns };
}

/** Reads a file. One that makes the reader fail is a gap of that file; a parser that does not load is an error of the whole run. */
export async function readGuarded(file: Parameters<typeof readSource>[0], analyser: Analyser): Promise<SourceReading> {
  let isParserMissing = false;
  const loadParser: Analyser['loadParser'] = (wanted) =>
    analyser.loadParser(wanted).catch((cause: unknown) => {
      isParserMissing = true;
      throw cause;
    });
  try {
    const program = await programIn(file.bytes);
    const bytes = program ?? file.bytes;
    const reading = await (analyser.readSource ?? readSource)({ ...file, bytes, ...(analyser.allowance && { allowance: analyser.allowance }) }, loadParser);
    return program === null ? { ...reading, gaps: toldOfZip(reading.gaps, bytes) } : reading;
  } catch (cause) {
    if (isParserMissing) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { facts: null, literalLength: 0, concerns: 0, lines: () => [], gaps: [{ kind: gapKind(file.runs), what: untrusted(file.path), why: untrusted(`could not be read: ${reason}`) }] };
  }
}

/** Two sets of results as one. */
export function joined(one: RuleResults, other: RuleResults): { readonly findings: readonly Finding[]; readonly gaps: readonly Gap[] } {
  return { findings: [...one.findings, ...other.findings], gaps: [...one.gaps, ...other.gaps] };
}
