import { describe, expect, test } from 'vitest';
import { kindOfName } from '../../../src/app/waive/kind-of-name.js';

test.each([['typosquat', 'code'], ['unread-code', 'code'], ['CVE-2026-1', 'advisory'], ['GHSA-aaaa-bbbb-cccc', 'advisory'], ['PYSEC-2026-7', 'advisory']])('%s is for %s', (name, kind) => {
  expect(kindOfName(name)).toBe(kind);
});

describe('what cannot be waived is refused:', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['MAL-2026-1', 'MAL-2026-1: known malware cannot be waived', '--allow-known-malware'],
    ['mal-2026-1', 'mal-2026-1: known malware cannot be waived', '--allow-known-malware'],
    ['known-malware', 'known-malware: known malware cannot be waived', '--allow-known-malware'],
    ['known-vulnerability', 'known-vulnerability: name the advisory instead', ''],
    ['typosqat', '"typosqat" is no rule and no advisory', 'did you mean typosquat?'],
    ['pysec-2026-7', '"pysec-2026-7" is no rule and no advisory', 'did you mean PYSEC-2026-7?'],
    ['something', '"something" is no rule and no advisory', 'depsec rules list'],
  ];
  test.each(rows)('%s', (name, message, hint) => {
    expect(() => kindOfName(name)).toThrow(expect.objectContaining({ code: 'bad-arguments', message: expect.stringContaining(message) }));
    expect(() => kindOfName(name)).toThrow(expect.toSatisfy((error: { readonly hint?: string }) => (error.hint ?? '').includes(hint)));
  });
});
