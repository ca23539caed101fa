import { expect, test } from 'vitest';
import { entryFor } from '../../../src/app/quarantine/select.js';
import type { Entry, Kept } from '../../../src/quarantine/entry.js';
import { parsePackageName } from '../../../src/core/name.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { sha256Of } from '../../store/sha256-of.js';

function entryOf(version: string): Entry {
  const kept: Kept = { name: parsePackageName('petals'), version: untrusted(version), fileName: untrusted(`petals-${version}.whl`), sha256: sha256Of(version), bytes: 1, subdirectory: '', extras: [], isPublic: true, builtFrom: null, setAsideAt: '2026-06-15T10:00:00Z', verdict: 'blocked', score: 1, reasons: [], findings: [], gaps: [], ruleset: '' };
  return { key: version, kept, state: 'intact' };
}

test('where several versions are in quarantine, the error tells what to type for one of them', () => {
  expect(() => entryFor({ name: 'petals', version: null }, [entryOf('1.0'), entryOf('2.0')])).toThrow(expect.objectContaining({ code: 'bad-arguments', hint: 'say which one behind the name: petals 1.0' }));
});
