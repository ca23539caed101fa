import type { Answer } from '../../core/answer.js';
import { toJson } from '../escape/json.js';

/** Fields are added, never changed or removed, while this number stays. */
const SCHEMA = 1;

/** An answer as one JSON document. */
export function answerJson({ document }: Answer): string {
  return `${toJson({ schema: SCHEMA, ...document })}\n`;
}
