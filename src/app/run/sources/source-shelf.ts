import { basename, join } from 'node:path';
import { sdistFileName } from '../../../archive/distribution-file-name.js';
import { ArchiveRefusal } from '../../../archive/refusal.js';
import { readSourceProject, type SourceProject } from '../../../archive/source-project.js';
import type { Sha256, Staged } from '../../../core/artifact.js';
import type { Decision } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../../../core/name.js';
import { untrusted } from '../../../core/untrusted.js';
import { makePrivateFolder, type FileHash } from '../../../platform/files.js';
import type { Line } from '../line.js';

/** Source code on this machine, judged. Nothing of it has run. */
export interface JudgedSource {
  /** Its URL, or what else it was named by. */
  readonly key: string;
  readonly decision: Decision;
  /** Null for an archive that is refused. */
  readonly project: SourceProject | null;
}

/** The sources of one run, each fetched and judged once, whoever asks first. */
export interface SourceShelf {
  /** Throws ToolError `network`, `hash-mismatch` or `disk`. */
  readonly take: (key: string, promised: Sha256 | null) => Promise<JudgedSource>;
  readonly has: (key: string) => boolean;
}

const SAFE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._+!-]*$/;

function fileNameOf(url: string): string {
  const name = decodeURIComponent(basename(new URL(url).pathname));
  return SAFE_NAME.test(name) ? name : 'source.tar.gz';
}

async function fetched(url: string, promised: Sha256 | null, { path, line }: { readonly path: string; readonly line: Line }): Promise<FileHash> {
  const { files, sources, shop } = line;
  // A file of this machine is copied: what is judged must not be changed from outside.
  if (url.startsWith('file:')) return await sources.http.download(url, path, { signal: shop.signal, ...(promised === null ? {} : { expectedSha256: promised }) });
  await files.fetch(url, promised);
  const placed = await files.place(url, path);
  if (placed === null) throw new ToolError('stage-failed', `${url} was not fetched`);
  return placed;
}

async function stagedSource(url: string, promised: Sha256 | null, { folder, line }: { readonly folder: string; readonly line: Line }): Promise<Staged> {
  const fileName = fileNameOf(url);
  const path = join(folder, fileName);
  const { sha256, bytes } = await fetched(url, promised, { path, line });
  if (promised !== null && promised !== sha256) throw new ToolError('hash-mismatch', `${fileName} is not the file that was promised\n  expected sha256 ${promised}\n  got      sha256 ${sha256}`, { hint: 'the index or something on the way changed it; nothing was run or installed' });
  const parts = sdistFileName(fileName);
  const name = parts !== null && isPackageName(parts.name) ? parts.name : 'unnamed';
  return { name: parsePackageName(name), version: untrusted(parts?.version ?? ''), fileName: untrusted(fileName), path, sha256, bytes, requested: false, shownAs: untrusted(fileName) };
}

async function projectIn(path: string): Promise<SourceProject | null> {
  try {
    return await readSourceProject({ path, isFolder: false });
  } catch (error) {
    if (error instanceof ArchiveRefusal) return null;
    throw error;
  }
}

/** Opens the shelf of a run. `requested`: names that the user gave, which are judged more strictly than those that came along. */
export function createSourceShelf(line: Line, requested: ReadonlySet<PackageName>): SourceShelf {
  const taken = new Map<string, Promise<JudgedSource>>();
  const bring = async (key: string, promised: Sha256 | null, number: number): Promise<JudgedSource> => {
    const folder = join(line.shop.runFolder, 'sources', String(number));
    await makePrivateFolder(folder);
    const file = await stagedSource(key, promised, { folder, line });
    const decision = await line.shop.judge({ ...file, requested: requested.has(file.name) }, { trustMetadata: false });
    return { key, decision, project: await projectIn(file.path) };
  };
  const take = (key: string, promised: Sha256 | null): Promise<JudgedSource> => {
    const source = taken.get(key) ?? bring(key, promised, taken.size + 1);
    taken.set(key, source);
    return source;
  };
  return { take, has: (key) => taken.has(key) };
}
