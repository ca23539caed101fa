import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Cleared } from '../../src/core/decision.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { asSha256 } from '../../src/platform/files.js';

/** A file as the policy would have let it through. */
export function clearedFile(path: string, name: string, version: string): Cleared {
  const bytes = readFileSync(path);
  const fileName = untrusted(basename(path));
  const sha256 = asSha256(createHash('sha256').update(bytes).digest('hex'));
  return { name: parsePackageName(name), version: untrusted(version), fileName, path, sha256, bytes: bytes.length, requested: true, shownAs: fileName } as unknown as Cleared;
}
