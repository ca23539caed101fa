import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../../core/errors.js';
import { presentOr } from '../../../platform/files/disk-error.js';
import { copyFresh, readTextCapped, removeTree } from '../../../platform/files.js';
import { statusError } from '../../../platform/http.js';
import { downloadResumably, type MirrorTools, type OnFetched } from './resumable.js';

/** Where OSV publishes all advisories of Python packages (google.github.io/osv.dev/data). */
export const OSV_BUCKET = 'https://osv-vulnerabilities.storage.googleapis.com/PyPI';

/** A place that holds the whole database: `all.zip`, and in the full layout `modified_id.csv` and each record as `ID.json`. */
export interface Mirror {
  readonly title: string;
  /** Puts the zip of all records at `to`. Throws ToolError `network` or `disk`. */
  readonly archive: (to: string, onProgress: OnFetched) => Promise<void>;
  /** A small file of the place; null where it has none. */
  readonly file: (name: string) => Promise<string | null>;
}

const CALL_MS = 30_000;
const MOST_BYTES = 50_000_000;

async function pageOf(url: string, { http, signal }: MirrorTools): Promise<string | null> {
  const { status, body } = await http.request(url, { timeoutMs: CALL_MS, maxBytes: MOST_BYTES, signal });
  if (status === 404) return null;
  if (status !== 200) throw statusError(url, status);
  return body.toString('utf8');
}

function remoteMirror(from: string, tools: MirrorTools): Mirror {
  const isArchive = /\.zip$/i.test(new URL(from).pathname);
  const base = from.replace(/\/+$/, '');
  return {
    title: base,
    archive: (to, onProgress) => downloadResumably(isArchive ? from : `${base}/all.zip`, to, { ...tools, onProgress }),
    file: (name) => (isArchive ? Promise.resolve(null) : pageOf(`${base}/${encodeURIComponent(name)}`, tools)),
  };
}

async function localMirror(from: string): Promise<Mirror> {
  const found = await presentOr(stat(from), null);
  if (found === null) throw new UserError('bad-input', `${from}: no such file or folder`);
  const isFolder = found.isDirectory();
  const archive = isFolder ? join(from, 'all.zip') : from;
  return {
    title: from,
    async archive(to) {
      // Only now: for an update of what is here already the changes are enough.
      if ((await presentOr(stat(archive), null)) === null) throw new UserError('bad-input', `${from} holds no all.zip`, { hint: 'name a folder as OSV publishes it, or the zip itself' });
      await removeTree(to);
      await copyFresh(archive, to);
    },
    file: async (name) => (isFolder && (await presentOr(stat(join(from, basename(name))), null)) !== null ? await readTextCapped(join(from, basename(name)), MOST_BYTES) : null),
  };
}

/** A mirror by its URL (of the folder, or of a zip alone), or by the path of such a folder or zip. Throws UserError `bad-input`. */
export async function openMirror(from: string, tools: MirrorTools): Promise<Mirror> {
  if (/^https:\/\//i.test(from) || /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]/i.test(from)) return remoteMirror(from, tools);
  // Whoever sits in between could leave out what blocks.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) throw new UserError('bad-input', `${from}: a database is fetched by https only`);
  return await localMirror(from);
}
