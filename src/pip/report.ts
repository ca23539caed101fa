import { basename } from 'node:path';
import { isSha256, type Resolved, type Sha256 } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import { parsePackageName } from '../core/name.js';
import { untrusted } from '../core/untrusted.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const object = (value: unknown): Json => (isObject(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function promisedDigest(archive: Json): Sha256 | null {
  const listed = text(object(archive['hashes'])['sha256']) || text(archive['hash']).replace(/^sha256=/, '');
  return isSha256(listed) ? listed : null;
}

/** Python's json.dumps(…, sort_keys=True), which is how pip writes direct_url.json. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${pythonJson(value[key])}`).join(', ')}}`;
}

function resolvedItem(item: Json): Resolved {
  const download = object(item['download_info']);
  const metadata = object(item['metadata']);
  const url = text(download['url']);
  const extras = item['requested_extras'];
  return {
    name: parsePackageName(text(metadata['name'])),
    version: untrusted(text(metadata['version'])),
    fileName: untrusted(decodeURIComponent(basename(url.split(/[?#]/)[0] ?? ''))),
    url,
    expectedSha256: promisedDigest(object(download['archive_info'])),
    requested: item['requested'] === true,
    directUrl: item['is_direct'] === true ? pythonJson(download) : null,
    extras: Array.isArray(extras) ? extras.map(String) : [],
    yanked: item['is_yanked'] === true ? untrusted('yanked') : null,
  };
}

/** Reads pip's installation report (pip's "Installation Report" specification, version 1). Throws `resolution-failed` (exit 3). */
export function readReport(json: string): readonly Resolved[] {
  const report: unknown = JSON.parse(json);
  const items = object(report)['install'];
  if (object(report)['version'] !== '1' || !Array.isArray(items)) throw new ToolError('resolution-failed', 'pip wrote a report in a format that depsec does not know');
  return items.map((item) => resolvedItem(object(item)));
}
