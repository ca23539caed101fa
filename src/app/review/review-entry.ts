import { createHash } from 'node:crypto';
import { redact } from '../../analysis/ai/redact.js';
import type { Reviewed } from '../../analysis/ai/review.js';
import type { ShownFile } from '../../analysis/ai/review-types.js';
import type { Staged } from '../../core/artifact.js';
import type { ModelFailure, ModelReply } from '../../platform/model/model-types.js';
import type { AuditEntry } from '../../store/audit-log.js';

/** One exchange with a model: what was sent, what came back, what counts of it. */
export interface Exchange {
  readonly artifact: Pick<Staged, 'name' | 'version' | 'sha256'>;
  readonly model: string;
  readonly prompt: string;
  readonly files: readonly ShownFile[];
  readonly answer: ModelReply | ModelFailure;
  readonly reviewed: Reviewed;
}

const LONGEST_REPLY = 4_000;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Files and lines of an exchange, in words. */
export const extentOf = (files: readonly ShownFile[]): string => `${plural(files.length, 'file')}, ${plural(files.reduce((sum, { lines }) => sum + lines.length, 0), 'line')}`;

const outcomeOf = ({ answer, reviewed: { findings, dropped, gaps } }: Exchange): string =>
  answer.kind === 'failure' || gaps.length > 0 ? (gaps[0]?.why ?? 'no answer') : `${plural(findings.length, 'finding')}${dropped.length > 0 ? `, ${dropped.length} dropped` : ''}`;

/** The audit log's line for an exchange. What was sent is in the package and told by place and digest; what came back is told as it came, without secrets. */
export function reviewEntry(exchange: Exchange, own: readonly string[]): AuditEntry {
  const { artifact, model, prompt, files, answer, reviewed } = exchange;
  return {
    event: 'ai-review', command: 'review', name: artifact.name, version: artifact.version, sha256: artifact.sha256, model,
    reasons: [`sent ${extentOf(files)} to ${model}: ${outcomeOf(exchange)}`],
    sent: files.map(({ path, lines }) => ({ file: redact(path, own), lines: lines.length, first: lines[0]?.line ?? 0, last: lines.at(-1)?.line ?? 0 })),
    promptSha256: createHash('sha256').update(prompt).digest('hex'),
    characters: prompt.length,
    ...(answer.kind === 'reply' ? { stop: answer.stop, tokens: answer.tokens, reply: redact(answer.text, own).slice(0, LONGEST_REPLY) } : { failure: redact(answer.why, own) }),
    findings: reviewed.findings.map(({ severity, file, line }) => ({ severity, file, line })),
    dropped: reviewed.dropped,
  };
}
