import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutCredentials, withoutFragment } from '../../core/requirements/direct-url.js';
import { UserError } from '../../core/errors.js';
import { onDisk } from '../../platform/files/disk-error.js';
import { copyFresh } from '../../platform/files.js';
import { checkDigests } from './check-digests.js';
import type { DirectSource, DirectTools } from './direct-source.js';

export interface ArchiveQuestion {
  readonly url: string;
  readonly shownAs: string;
  readonly subdirectory: string;
  readonly hashes: readonly string[];
}

/** A name of our own making: the ending tells what it is, and of the rest only harmless characters stay. */
function fileName(url: string): string {
  const last = (withoutFragment(url).split('?')[0] ?? '').split('/').at(-1) ?? '';
  const name = last.replace(/%2b/gi, '+').replace(/%21/g, '!').replace(/[^A-Za-z0-9._+!-]/g, '_').slice(-200);
  return /^[A-Za-z0-9]/.test(name) ? name : `archive${name}`;
}

async function copyLocal(url: string, to: string): Promise<void> {
  const from = fileURLToPath(withoutFragment(url));
  const stats = await onDisk('read', from, () => stat(from));
  if (!stats.isFile()) throw new UserError('bad-requirement', `${JSON.stringify(from)} is not an ordinary file`);
  await copyFresh(from, to);
}

/** An archive by http(s), or the copy of a local one, checked against the digests that were given. Throws `network`, `hash-mismatch` or `disk`. */
export async function obtainArchive(question: ArchiveQuestion, { folder, download }: DirectTools): Promise<DirectSource> {
  const { url, shownAs, subdirectory } = question;
  const path = join(folder, fileName(url));
  await (/^file:/i.test(url) ? copyLocal(url, path) : download(withoutFragment(url), path));
  await checkDigests(path, question);
  const directUrl = { url: withoutCredentials(withoutFragment(url)), ...(subdirectory === '' ? {} : { subdirectory }), archive_info: {} };
  return { path, kind: 'archive', subdirectory, editable: false, directUrl, shownAs, leftOut: [] };
}
