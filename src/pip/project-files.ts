import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProjectFiles } from './explain-missing.js';

/** Fetches a text page; null when it is not there or cannot be had. */
export type PageReader = (url: string) => Promise<string | null>;

const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

const LINK = /<a\b[^>]*\bhref\s*=\s*["']?([^"'\s>]+)/gi;

function namesInPage(html: string): string[] {
  return [...html.matchAll(LINK)].map(([, href = '']) => decodeURIComponent((href.split(/[?#]/)[0] ?? '').split('/').at(-1) ?? ''));
}

function belongsTo(file: string, project: string): boolean {
  const stem = file.replace(/\.(whl|tar\.\w+|tgz|zip)$/i, '');
  const name = file.endsWith('.whl') ? (stem.split('-')[0] ?? '') : stem.replace(/-\d[^-]*$/, '');
  return normal(name) === project;
}

async function folderNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

async function filePage(folder: string): Promise<readonly string[]> {
  const names = await folderNames(folder);
  return names.includes('index.html') ? namesInPage(await readFile(join(folder, 'index.html'), 'utf8')) : names;
}

async function pageNames(url: string, read: PageReader): Promise<readonly string[]> {
  if (url.startsWith('file:')) return filePage(fileURLToPath(url));
  if (!/^https?:/.test(url)) return folderNames(url);
  const html = await read(url);
  return html === null ? [] : namesInPage(html);
}

/** Lists what the indexes (PEP 503 pages) and find-links places hold for a project. A place without it counts as empty. */
export async function projectFiles(name: string, places: { readonly indexes: readonly string[]; readonly findLinks: readonly string[] }, read: PageReader): Promise<ProjectFiles> {
  const project = normal(name);
  const pages = [...places.indexes.map((index) => `${index.replace(/\/$/, '')}/${project}/`), ...places.findLinks];
  const files = (await Promise.all(pages.map((page) => pageNames(page, read)))).flat().filter((file) => belongsTo(file, project));
  return { wheels: files.filter((file) => file.endsWith('.whl')), sdists: files.filter((file) => /\.(tar\.\w+|tgz|zip)$/i.test(file)) };
}
