import type { Value } from '../fold/value.js';
import { textMarks } from '../vocabulary/tokens.js';
import type { Run } from './run.js';

/** Notes a constant text that is remarkable by itself, however it was put together. */
export function noteText(value: Value, line: number, run: Run): Value {
  if (value.text !== null) run.recording.texts.push(...textMarks(value.text).map((mark) => ({ ...mark, line })));
  return value;
}
