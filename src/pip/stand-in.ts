import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { isSha256, type Sha256 } from '../core/artifact.js';

/** The archive that pip unpacks in place of any source package while it resolves. */
export interface StandIn {
  readonly bytes: Buffer;
  readonly sha256: Sha256;
}

const TEXT = 'depsec tells pip the metadata of source packages; pip is not given their code.\n';

/** Makes the stand-in: the same bytes each time in one process, so that pip can be told its digest beforehand. */
export async function makeStandIn(): Promise<StandIn> {
  const archive = pack();
  archive.entry({ name: 'stand-in/README', mtime: new Date(0) }, TEXT);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const bytes = gzipSync(Buffer.concat(chunks));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!isSha256(sha256)) throw new TypeError('createHash did not make a SHA-256 digest');
  return { bytes, sha256 };
}
