import type { Sha256 } from '../../../core/artifact.js';
import { digestOf } from '../../../core/requirements/direct-url.js';
import type { DirectSource, JsonObject } from '../../../pip/direct/direct-source.js';
import { pythonJson } from '../../../pip/report.js';

interface Archive {
  readonly direct: DirectSource;
  readonly sha256: Sha256;
  /** The user's URL with its fragment. */
  readonly url: string;
  /** Of the pip that would have written it. */
  readonly pip: string;
}

/** pip 23.0 notes the digest of an archive only when its URL gave one, and by its older name alone (PEP 610 before and after `hashes`). */
function archiveInfo({ sha256, url, pip }: Archive): JsonObject {
  const given = digestOf(url);
  const { algorithm, digest } = given ?? { algorithm: 'sha256', digest: sha256 };
  const hash = `${algorithm}=${digest}`;
  if (/^23\.0(?:\.|$)/.test(pip)) return given === null ? {} : { hash };
  return { hash, hashes: { [algorithm]: digest } };
}

/** The direct_url.json (PEP 610) that plain pip would have written for a source. */
export function directUrlText(archive: Archive): string {
  const { directUrl } = archive.direct;
  return pythonJson('archive_info' in directUrl ? { ...directUrl, archive_info: archiveInfo(archive) } : directUrl);
}
