import { createHash } from 'node:crypto';
import { isSha256, type Sha256 } from '../../src/core/artifact.js';

export function sha256Of(data: string | Buffer): Sha256 {
  const hex = createHash('sha256').update(data).digest('hex');
  if (!isSha256(hex)) throw new TypeError(hex);
  return hex;
}
