import { createHash } from 'node:crypto';
import { reviewGap } from '../../analysis/ai/additions.js';
import { PROMPT_VERSION } from '../../analysis/ai/prompt.js';
import type { Additions } from '../../analysis/ai/review-types.js';
import type { Sha256 } from '../../core/artifact.js';
import { severities, type Finding } from '../../core/finding.js';
import { untrusted } from '../../core/untrusted.js';
import { DAY_MS } from '../../core/ages.js';
import type { Answers } from '../../store/open-store.js';
import { ruleset } from '../build-facts.js';

export interface KeptReviews {
  readonly recall: (sha256: Sha256, flags: readonly Finding[]) => Additions | null;
  readonly remember: (sha256: Sha256, flags: readonly Finding[], additions: Additions) => void;
}

const KEPT_MS = 30 * DAY_MS;

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> => new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

function findingFrom(value: unknown): Finding | null {
  const fields = fieldsOf(value);
  const text = (key: string): string | null => { const field = fields.get(key); return typeof field === 'string' ? field : null; };
  const [rule, message, file, snippet, why, line] = [text('rule'), text('message'), text('file'), text('snippet'), text('why'), fields.get('line')];
  const severity = severities.find((each) => each === fields.get('severity'));
  if (rule === null || message === null || file === null || snippet === null || severity === undefined || typeof line !== 'number') return null;
  return { rule, severity, confidence: fields.get('confidence') === 'low' ? 'low' : 'medium', message: untrusted(message), file: untrusted(file), line, snippet: untrusted(snippet), ...(why === null ? {} : { why }) };
}

function additionsFrom(value: unknown, nowMs: number): Additions | null {
  const fields = fieldsOf(value);
  const [at, findings, gaps] = [fields.get('at'), fields.get('findings'), fields.get('gaps')];
  if (typeof at !== 'number' || nowMs - at > KEPT_MS || at > nowMs || !Array.isArray(findings) || !Array.isArray(gaps)) return null;
  const read = findings.map(findingFrom);
  const whole = read.filter((finding) => finding !== null);
  // Half of an answer is not what was said.
  return whole.length === read.length ? { findings: whole, gaps: gaps.map((gap) => reviewGap(String(fieldsOf(gap).get('why')))) } : null;
}

/** Which places were shown depends on what was flagged: a name that is flagged today was none yesterday. */
const placesIn = (flags: readonly Finding[]): string => JSON.stringify([...new Set(flags.map(({ file, line }) => `${file ?? ''}:${line ?? 0}`))].toSorted());

/** What a model said of the same bytes, by the same rules, in answer to the same question, for 30 days. */
export function keptReviews({ answers, nowMs }: { readonly answers: Answers; readonly nowMs: () => number }, model: string): KeptReviews {
  const keyOf = (sha256: Sha256, flags: readonly Finding[]): string => `ai review ${createHash('sha256').update(JSON.stringify([sha256, ruleset, model, PROMPT_VERSION, placesIn(flags)])).digest('hex')}`;
  return {
    recall: (sha256, flags) => additionsFrom(answers.get(keyOf(sha256, flags)), nowMs()),
    remember: (sha256, flags, additions) => answers.put(keyOf(sha256, flags), { at: nowMs(), ...additions }),
  };
}
