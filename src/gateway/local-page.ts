import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { diskError, onDisk, systemCode } from '../platform/files/disk-error.js';
import type { PageLink, ProjectPage } from './project-page.js';
import { htmlPage } from './read-page.js';

const ARCHIVE = /\.(?:whl|zip|tgz|tbz|txz|tlz|tar|tar\.(?:gz|bz2|xz|lzma|zst|z))$/i;

/** True for a URL whose last component is named like an archive: pip takes such a find-links place for a file, not for a page. */
export const isArchiveUrl = (url: string): boolean => ARCHIVE.test(url.split(/[?#]/)[0] ?? '');

// A link that leads nowhere, or round in a circle, is no page either.
const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'];

async function unlessMissing<T>(path: string, read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (MISSING.includes(systemCode(error))) return null;
    throw diskError(error, 'read', path);
  }
}

/** A file of this machine as a link, with what only an index could know left open. */
const localLink = (path: string): PageLink => ({ url: pathToFileURL(path).href, fragment: '', hashes: {}, requiresPython: null, yanked: null, metadata: null, uploadTime: null });

async function readHtmlFile(path: string): Promise<ProjectPage | null> {
  const html = await unlessMissing(path, readFile(path, 'utf8'));
  return html === null ? null : htmlPage(html, pathToFileURL(path).href);
}

/** What a project's folder of a `file://` index holds: pip looks for an index.html in it and for nothing else. Null when there is none. Throws ToolError `disk`. */
export function readIndexFolder(url: string): Promise<ProjectPage | null> {
  return readHtmlFile(join(fileURLToPath(url), 'index.html'));
}

/** What a find-links place of this machine offers: the archives of a folder, and the links of pages in it or of the page that it is. Throws ToolError `disk`. */
export async function readLinksPlace(url: string): Promise<ProjectPage | null> {
  const path = fileURLToPath(url);
  const isFolder = (await unlessMissing(path, stat(path)))?.isDirectory();
  if (isFolder === undefined) return null;
  if (!isFolder) return await readHtmlFile(path);
  const names = (await onDisk('read', path, () => readdir(path))).toSorted();
  const pages = await Promise.all(names.filter((name) => /\.html?$/i.test(name)).map((name) => readHtmlFile(join(path, name))));
  return { status: null, name: null, isDeclared: false, links: [...names.filter((name) => ARCHIVE.test(name)).map((name) => localLink(join(path, name))), ...pages.flatMap((page) => page?.links ?? [])] };
}
