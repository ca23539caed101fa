import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { asSha256 } from '../../src/platform/files.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import type { Kept } from '../../src/quarantine/entry.js';

/** A record for a file of these bytes, which is written to `path`. */
export function sampleAt(path: string, text: string, change: Partial<Kept> = {}): Kept {
  writeFileSync(path, text);
  return {
    name: parsePackageName('petals'), version: untrusted('1.0.0'), fileName: untrusted('petals-1.0.0-py3-none-any.whl'),
    sha256: asSha256(createHash('sha256').update(text).digest('hex')), bytes: Buffer.byteLength(text),
    subdirectory: '', extras: [], isPublic: true, builtFrom: null, setAsideAt: '2026-11-26T06:00:00.000Z', verdict: 'blocked', score: 0.7,
    reasons: [untrusted('CVE-2026-1: high')], findings: [{ rule: 'known-vulnerability', severity: 'high', message: untrusted('CVE-2026-1: high'), file: null, line: null, snippet: null }], gaps: [], ruleset: 'r1',
    ...change,
  };
}
