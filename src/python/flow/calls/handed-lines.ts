import { textOrHole } from '../../fold/text-methods.js';
import type { Value } from '../../fold/value.js';
import { commandTraits } from '../../vocabulary/commands.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { record } from './record.js';
import type { Run } from '../run.js';

// What others call their functions that start programs.
const STARTS = /(?:^|\.)(?:run|system|popen|exec|execute|exec_command|exec_run|shell|sh|bash|sudo|cmd|spawn|launch|getoutput|call|check_call|check_output|(?:Generic|Background)Browser)$/i;

/** True for a callee of which nothing is known but what it is given, or that is called like what starts programs. */
const isUnknown = ({ name, method }: EvaluatedCall): boolean => (name === '' ? method === '' || STARTS.test(method) : name.endsWith('()') || STARTS.test(name));

const SHORTEST = 12;
const LONGEST = 2_000;
// Prose that names a line says something before it.
const IS_LINE = /^\W{0,40}(?:(?:sudo|exec|nohup|(?:\/usr\/bin\/)?env)\s+)*(?:\S{0,300}[\\/])?(?:curl|wget|(?:ba|z|da|k)?sh|python[\d.]*|perl|ruby|node|php|powershell|pwsh|cmd|ncat|nc|socat|telnet|openssl|mkfifo|mshta|certutil|bitsadmin|regsvr32|rundll32|iex|iwr|irm|echo|base64|rm|mkdir|cd|eval|source)(?:\.exe)?\s/i;
const TELLING = ['fetches-and-runs', 'reverse-shell', 'hidden-shell'] as const;

function isTelling(line: string): boolean {
  if (line.length < SHORTEST || line.length > LONGEST || !IS_LINE.test(line)) return false;
  const traits = commandTraits(line);
  return TELLING.some((trait) => traits.has(trait));
}

const wordsOf = ({ text, items }: Value): string => text ?? (items ?? []).map(textOrHole).join(' ');

/** `TABLE[3]("curl … | sh")`: whatever is called, such a line is there to be run. */
export function noteHandedLine(call: EvaluatedCall, run: Run): void {
  if (!isUnknown(call)) return;
  const words = allValues(call).map(wordsOf).filter((text) => text !== '');
  const line = [...words, words.join(' ')].find(isTelling);
  if (line !== undefined) record(call, 'command-line', { text: line, run });
}

/** A line that a shell finds in a variable is there to be run, too: by `$X`, as a pager or as the way to a repository. */
export function noteLineInVariable(name: string, value: Value, { line, owner, run }: { readonly line: number; readonly owner: string; readonly run: Run }): void {
  const text = value.text ?? '';
  if (isTelling(text)) run.recording.calls.push({ kind: 'command-line', name: `$${name}`, line, owner, text });
}
