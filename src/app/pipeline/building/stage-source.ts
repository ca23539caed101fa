import { basename, join } from 'node:path';
import { sdistFileName } from '../../../archive/project/distribution-file-name.js';
import type { Sha256, Staged } from '../../../core/artifact.js';
import { ToolError } from '../../../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../../../core/name.js';
import type { Requirement } from '../../../core/requirements/requirement.js';
import { untrusted } from '../../../core/untrusted.js';
import type { DirectSource } from '../../../pip/direct/direct-source.js';
import { createRunGit } from '../../../pip/direct/git-environment.js';
import { obtainDirectSource } from '../../../pip/direct/obtain.js';
import { hashFile, type FileHash } from '../../../platform/files.js';
import { hashFolder } from '../hash-folder.js';
import type { Line } from '../line.js';
import { takeSnapshot } from './snapshot.js';

type Fetching = Pick<Line, 'files' | 'sources' | 'shop'>;

interface Place<Known> {
  /** Private to the run, for this source alone. */
  readonly folder: string;
  readonly line: Known;
}

const SAFE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._+!-]*$/;

function fileNameOf(url: string): string {
  const name = decodeURIComponent(basename(new URL(url).pathname));
  return SAFE_NAME.test(name) ? name : 'source.tar.gz';
}

async function fetched(url: string, promised: Sha256 | null, { path, line }: { readonly path: string; readonly line: Fetching }): Promise<FileHash> {
  const { files, sources, shop } = line;
  // A file of this machine is copied: what is judged must not be changed from outside.
  if (url.startsWith('file:')) return await sources.http.download(url, path, { signal: shop.signal, ...(promised === null ? {} : { expectedSha256: promised }) });
  await files.fetch(url, promised);
  const placed = await files.place(url, path);
  if (placed === null) throw new ToolError('stage-failed', `${url} was not fetched`);
  return placed;
}

/** The name of a project for whoever has to call it something before its metadata is known. */
function nameFrom(text: string): PackageName {
  const name = text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return parsePackageName(isPackageName(name) ? name : 'unnamed');
}

/** Fetches a source package of an index or a find-links place. Throws `network`, `hash-mismatch` or `disk`. */
export async function stageIndexSource(url: string, promised: Sha256 | null, { folder, line }: Place<Fetching>): Promise<Staged> {
  const fileName = fileNameOf(url);
  const path = join(folder, fileName);
  const { sha256, bytes } = await fetched(url, promised, { path, line });
  if (promised !== null && promised !== sha256) throw new ToolError('hash-mismatch', `${fileName} is not the file that was promised\n  expected sha256 ${promised}\n  got      sha256 ${sha256}`, { hint: 'the index or something on the way changed it; nothing was run or installed' });
  const parts = sdistFileName(fileName);
  return { name: nameFrom(parts?.name ?? ''), version: untrusted(parts?.version ?? ''), fileName: untrusted(fileName), path, sha256, bytes, requested: false, shownAs: untrusted(fileName) };
}

/** Brings what was named by URL, path or checkout. Throws what `obtainDirectSource` throws. */
export async function stageDirectSource(requirement: Requirement, { folder, line }: Place<Line>): Promise<{ readonly file: Staged; readonly direct: DirectSource }> {
  const { shop, sources } = line;
  const tools = { folder, signal: shop.signal, runGit: createRunGit(shop.environment.variables, shop.signal), download: (url: string, to: string) => sources.http.download(url, to, { signal: shop.signal }) };
  const found = await obtainDirectSource(requirement, tools);
  const snapshot = found.editable ? await takeSnapshot(found, line) : null;
  const direct = snapshot === null ? found : { ...found, leftOut: snapshot.leftOut };
  const path = snapshot?.path ?? direct.path;
  const hash = direct.kind === 'folder' ? await hashFolder(path) : await hashFile(path);
  const last = basename(direct.shownAs.replace(/[?#].*$/, '').replace(/(?:@[^/]*)?$/, '')).replace(/\.(?:git|tar\.\w+|tgz|zip)$/, '');
  const name = nameFrom(requirement.name ?? sdistFileName(`${last}.zip`)?.name ?? last);
  return { direct, file: { name, version: untrusted(''), fileName: untrusted(basename(direct.path)), path, ...hash, requested: true, shownAs: untrusted(direct.shownAs), ...(direct.subdirectory === '' ? {} : { subdirectory: direct.subdirectory }) } };
}
