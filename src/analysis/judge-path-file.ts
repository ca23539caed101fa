import type { When } from '../core/facts/source-facts.js';
import { executedText, pathLines } from '../formats/path-code.js';
import { startCode } from '../formats/start-code.js';
import type { Analyser } from './analyser.js';
import { joined, judgePython, readGuarded } from './judge-python.js';
import type { MemberNotes } from './member-notes.js';
import { runRules, type RuleResults } from './run-rules.js';

interface Place {
  readonly analyser: Analyser;
  readonly runs: When;
  readonly notes: MemberNotes;
}

// What honest files have of them can be counted on one hand; those behind are read as they stand.
const MOST_TEXTS = 20;

/** What a line keeps in a text and executes is read as the code that it is, and told of the line. */
async function judgeText(path: string, { text, line }: { readonly text: string; readonly line: number }, { analyser, runs, notes }: Place): Promise<RuleResults> {
  const judged = judgePython(path, await readGuarded({ path, bytes: Buffer.from(text), runs, isReadWhole: true }, analyser), { analyser, runs, notes });
  return { ...judged, findings: judged.findings.map((finding) => ({ ...finding, line })) };
}

function textAt(code: string, line: number): readonly { readonly text: string; readonly line: number }[] {
  const text = executedText(code);
  return text === null ? [] : [{ text, line }];
}

async function judgeCode(path: string, code: readonly string[], place: Place): Promise<RuleResults> {
  const { analyser, runs, notes } = place;
  const texts = code.flatMap((line, index) => textAt(line, index + 1)).slice(0, MOST_TEXTS);
  const apart = new Set(texts.map(({ line }) => line));
  const rest = code.map((line, index) => (apart.has(index + 1) ? '' : line)).join('\n');
  let results: RuleResults = judgePython(path, await readGuarded({ path, bytes: Buffer.from(rest), runs, isReadWhole: true }, analyser), { analyser, runs, notes });
  for (const text of texts) results = joined(results, await judgeText(path, text, place));
  return results;
}

/** What the rules say of a `.pth` or a `.start` file: of its text, and of its lines that are code as the Python that they are where it is read when the interpreter starts. */
export async function judgePathFile(path: string, content: Buffer, place: Place): Promise<RuleResults> {
  const lines = pathLines(content);
  const asText = runRules(place.analyser.rules, { kind: 'text', facts: { path, lines }, gapKind: 'runs', file: path, lines: () => lines });
  const code = startCode(path, lines);
  return place.runs !== 'start' || code.every((line) => line === '') ? asText : joined(asText, await judgeCode(path, code, place));
}
