import { from, HOLE, type Value } from '../fold/value.js';
import { labelsSecrets } from '../vocabulary/labels.js';
import { textMarks } from '../vocabulary/tokens.js';
import type { Marks, Run } from './run.js';

/** The same few texts stand all over a file, and each is met in every pass. */
function marksOf(text: string, { marks }: Run): Marks {
  const known = marks.get(text);
  if (known !== undefined) return known;
  const found = textMarks(text);
  marks.set(text, found);
  return found;
}

/** Notes a constant text that is remarkable by itself, however it was put together. */
export function noteText(value: Value, line: number, run: Run): Value {
  const { text } = value;
  if (text === null) return value;
  for (const mark of marksOf(text, run)) run.recording.texts.push({ ...mark, line });
  return text.includes(HOLE) && labelsSecrets(text) ? from(value, { kind: 'labelled', name: 'a list of secrets', line }) : value;
}
