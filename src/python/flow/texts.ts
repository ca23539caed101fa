import { from, HOLE, type Value } from '../fold/value.js';
import { labelsSecrets } from '../vocabulary/labels.js';
import { textMarks } from '../vocabulary/tokens.js';
import type { Run } from './run.js';

/** Notes a constant text that is remarkable by itself, however it was put together. */
export function noteText(value: Value, line: number, run: Run): Value {
  const { text } = value;
  if (text === null) return value;
  run.recording.texts.push(...textMarks(text).map((mark) => ({ ...mark, line })));
  return text.includes(HOLE) && labelsSecrets(text) ? from(value, { kind: 'labelled', name: 'a list of secrets', line }) : value;
}
