import type { Finding } from '../../../src/core/finding.js';
import { untrusted } from '../../../src/core/untrusted.js';
import type { ModelReply } from '../../../src/platform/model/model-types.js';

/** A flag of a rule on a line of a file. */
export const flag = (severity: Finding['severity'], file: string, line: number): Finding => ({
  rule: 'exec-of-decoded-data', severity, confidence: 'high', message: untrusted('runs what it decoded'), file: untrusted(file), line, snippet: untrusted('exec(x)'),
});

export const reply = (text: string, more: Partial<ModelReply> = {}): ModelReply => ({ kind: 'reply', text, stop: 'end_turn', usesTools: false, tokens: 10, ...more });

export const findings = (...items: readonly object[]): string => JSON.stringify({ findings: items });
