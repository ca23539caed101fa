import type { When } from '../core/facts/source-facts.js';
import { executedText, pathCode } from '../formats/path-code.js';
import type { Analyser } from './analyser.js';
import { joined, judgePython, readGuarded } from './judge-python.js';
import type { MemberNotes } from './member-notes.js';
import { runRules, type RuleResults } from './run-rules.js';

interface Place {
  readonly analyser: Analyser;
  readonly runs: When;
  readonly notes: MemberNotes;
}

// Python runs each line by itself; what one of them keeps in a text and executes is read instead of the line, and told of the line.
async function judgeLine(path: string, { code, index }: { readonly code: string; readonly index: number }, { analyser, runs, notes }: Place): Promise<RuleResults> {
  const text = executedText(code);
  const bytes = Buffer.from(text ?? `${'\n'.repeat(index)}${code}`);
  const judged = judgePython(path, await readGuarded({ path, bytes, runs, isReadWhole: true }, analyser), { analyser, runs, notes });
  return text === null ? judged : { ...judged, findings: judged.findings.map((finding) => ({ ...finding, line: index + 1 })) };
}

/** What the rules say of a `.pth` file: of its text, and of its lines that are code as the Python that they are where it is read when the interpreter starts. */
export async function judgePathFile(path: string, content: Buffer, place: Place): Promise<RuleResults> {
  const lines = content.toString('utf8').split(/\r\n?|\n/);
  let results = runRules(place.analyser.rules, { kind: 'text', facts: { path, lines }, gapKind: 'runs', file: path, lines: () => lines });
  if (place.runs !== 'start') return results;
  for (const [index, code] of pathCode(lines).entries()) if (code !== '') results = joined(results, await judgeLine(path, { code, index }, place));
  return results;
}
