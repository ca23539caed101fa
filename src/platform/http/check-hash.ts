import { ToolError } from '../../core/errors.js';
import type { FileHash } from '../files.js';
import type { DownloadOptions } from './http-types.js';

const shortened = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Throws `hash-mismatch`, which shows both digests. */
export function checkHash(url: string, got: FileHash, { expectedSha256 }: Pick<DownloadOptions, 'expectedSha256'>): void {
  if (expectedSha256 === undefined || got.sha256 === expectedSha256) return;
  throw new ToolError('hash-mismatch', `${shortened(url)} is not the file that was promised: expected sha256 ${expectedSha256}, got ${got.sha256}`, {
    hint: 'the file was changed on its way or on the index; do not install it before you know why',
  });
}
