import type { Advisory } from '../../src/core/advisory.js';
import { isSha256, type Staged } from '../../src/core/artifact.js';
import type { Report } from '../../src/core/decision.js';
import type { Finding, Gap, GapKind, Severity } from '../../src/core/finding.js';
import { parsePackageName } from '../../src/core/name.js';
import type { Policy } from '../../src/core/policy.js';
import { untrusted } from '../../src/core/untrusted.js';

const digest = 'a'.repeat(64);
if (!isSha256(digest)) throw new Error('not a digest');

export const artifact: Staged = {
  name: parsePackageName('demo'),
  version: untrusted('1.0'),
  fileName: untrusted('demo-1.0-py3-none-any.whl'),
  path: '/nowhere/demo-1.0-py3-none-any.whl',
  sha256: digest,
  bytes: 1,
  requested: true,
  shownAs: untrusted('demo-1.0-py3-none-any.whl'),
};

export const finding = (severity: Severity, message: string = severity): Finding => ({ rule: 'some-rule', severity, confidence: 'high', message: untrusted(message) });

/** An advisory's finding: a critical vulnerability with a fix, unless told. */
export const advisoryFinding = (some: Partial<Advisory> = {}): Finding => {
  const advisory: Advisory = {
    id: untrusted('CVE-2026-1'), aliases: [untrusted('GHSA-aaaa-bbbb-cccc')], kind: 'vulnerability', severity: 'critical', cvss: 9.8, summary: untrusted(''), affected: untrusted('<2'),
    fixedIn: untrusted('2.0'), isDisputed: false, references: [], published: null, ...some,
  };
  const severity = advisory.severity === 'unknown' ? 'medium' : advisory.severity;
  return { rule: advisory.kind === 'malware' ? 'known-malware' : 'known-vulnerability', severity, confidence: 'high', message: untrusted(`${advisory.id}: ${severity}`), advisory };
};

/** What a record of malware makes. */
export const malwareFinding = (): Finding => advisoryFinding({ id: untrusted('MAL-2026-1'), aliases: [untrusted('CVE-2026-9')], kind: 'malware', fixedIn: null });

export const gap = (kind: GapKind): Gap => ({ kind, what: untrusted(`${kind}.py`), why: untrusted('too large') });

export const report = (findings: readonly Finding[] = [], gaps: readonly Gap[] = []): Report => ({ artifact, findings, gaps, cached: false, timings: {} });

export const policy = (some: Partial<Policy> = {}): Policy => ({
  mode: 'block', blockScore: 0.8, warnScore: 0.4, allowlist: new Set(), denylist: new Set(),
  severityActions: new Map(), waivers: [], today: '2026-06-15', allowBlocked: false, allowKnownMalware: false, ...some,
});
