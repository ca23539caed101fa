import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IndexFile } from '../garden.js';

export const JSON_API = 'application/vnd.pypi.simple.v1+json';
export const HTML = 'text/html; charset=utf-8';

/** What a newer index tells beyond the files (PEP 700, 792). */
export interface Told {
  /** By file name, or by project for all its files; ISO 8601. */
  readonly uploadTimes?: Readonly<Record<string, string>>;
  /** By project. */
  readonly statuses?: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>;
}

export interface Page extends Told {
  readonly project: string;
  readonly files: readonly IndexFile[];
  readonly metadata: boolean;
  /** Where the archives lie, seen from the page. */
  readonly filesAt?: string;
}

const metadataDigest = ({ metadataPath }: IndexFile): string =>
  createHash('sha256').update(readFileSync(metadataPath)).digest('hex');

const attribute = (name: string, value: string | null): string =>
  value === null ? '' : ` ${name}="${value.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`;

function anchor(file: IndexFile, page: Page): string {
  const offered = page.metadata && file.fileName.endsWith('.whl') ? `sha256=${metadataDigest(file)}` : null;
  const attributes = [
    attribute('href', `${page.filesAt ?? '../../files/'}${file.fileName}#sha256=${file.sha256}`),
    attribute('data-requires-python', file.requiresPython),
    attribute('data-yanked', file.yanked),
    attribute('data-core-metadata', offered),
    attribute('data-dist-info-metadata', offered),
  ];
  return `<a${attributes.join('')}>${file.fileName}</a><br>`;
}

/** A project page of the simple API as HTML (PEP 503, 592, 658). */
export function htmlPage(page: Page): string {
  const anchors = page.files.map((file) => anchor(file, page)).join('\n');
  return `<!DOCTYPE html>\n<html><head><meta name="pypi:repository-version" content="1.0"><title>${page.project}</title></head>
<body>\n${anchors}\n</body></html>\n`;
}

/** A project page of the simple API as JSON (PEP 691, 700, 714). */
export function jsonPage(page: Page): string {
  const files = page.files.map((file) => {
    const offered = page.metadata && file.fileName.endsWith('.whl') ? { sha256: metadataDigest(file) } : false;
    return {
      filename: file.fileName,
      url: `${page.filesAt ?? '../../files/'}${file.fileName}`,
      hashes: { sha256: file.sha256 },
      'requires-python': file.requiresPython,
      yanked: file.yanked ?? false,
      'core-metadata': offered,
      'dist-info-metadata': offered,
      'upload-time': page.uploadTimes?.[file.fileName] ?? page.uploadTimes?.[file.project],
    };
  });
  return JSON.stringify({ meta: { 'api-version': '1.4' }, name: page.project, versions: page.files.map(({ version }) => version), 'project-status': page.statuses?.[page.project], files });
}
