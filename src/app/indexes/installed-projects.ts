import type { PackageName } from '../../core/name.js';
import { projectStates, type ProjectStatus } from '../../core/facts/project-facts.js';
import { untrusted } from '../../core/untrusted.js';
import { readProjectPage } from '../../gateway/open-gateway.js';
import type { HttpAnswer } from '../../platform/http.js';
import type { DailyAnswer, DailyAsker } from '../../sources/index-metadata.js';
import { offeredFile, type OfferedFile } from './offered-file.js';

/** A page as it is kept: of each version the first file, and whether all of its files are yanked. */
export interface KeptPage {
  readonly files: readonly OfferedFile[];
  readonly status: ProjectStatus | null;
}

const PAGE_TYPES = 'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.2, text/html; q=0.1';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

function isKeptPage(value: unknown): value is KeptPage {
  if (!isObject(value) || !Array.isArray(value['files'])) return false;
  const { status } = value;
  const isStatus = status === null || (isObject(status) && projectStates.some((state) => state === status['state']) && isTextOrNull(status['reason']));
  const isFile = (file: unknown): boolean =>
    isObject(file) && typeof file['fileName'] === 'string' && isTextOrNull(file['version']) && isTextOrNull(file['yanked']) && (file['uploadedAt'] === null || typeof file['uploadedAt'] === 'number');
  return isStatus && value['files'].every(isFile);
}

/** One file for each version, with the earliest time; yanked only where all files of the version are. */
function condensed(files: readonly OfferedFile[]): readonly OfferedFile[] {
  const versions = new Map<string, OfferedFile>();
  for (const file of files) {
    if (file.version === null) continue;
    const first = versions.get(file.version) ?? file;
    const times = [first.uploadedAt, file.uploadedAt].filter((time) => time !== null);
    versions.set(file.version, { fileName: first.fileName, version: first.version, uploadedAt: times.length === 0 ? null : Math.min(...times), yanked: first.yanked === null || file.yanked === null ? null : first.yanked });
  }
  return [...versions.values()];
}

function readKept({ url, headers, body }: HttpAnswer, project: PackageName): KeptPage | null {
  const page = readProjectPage({ url, contentType: headers['content-type'] ?? '', body }, project);
  if (page === null) return null;
  const { status } = page;
  return { files: condensed(page.links.map(offeredFile)), status: status && { state: status.state, reason: status.reason === null ? null : untrusted(status.reason) } };
}

/** The page of a project on an index, for what is installed already; at most once a day. */
export function askPage(ask: DailyAsker, project: PackageName, index: string): Promise<DailyAnswer<KeptPage>> {
  return ask({ url: `${index.replace(/\/+$/, '')}/${project}/`, accept: PAGE_TYPES, read: (answer) => readKept(answer, project), isValue: isKeptPage });
}
