import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IndexFile } from '../garden.js';
import { htmlPage } from './index-pages.js';

/** Writes a simple index (PEP 503) of plain files and returns its `file://` URL. A project it lacks is just not there. */
export function writeFolderIndex(folder: string, files: readonly IndexFile[]): string {
  for (const project of new Set(files.map((file) => file.project))) {
    const own = files.filter((file) => file.project === project);
    mkdirSync(join(folder, 'simple', project), { recursive: true });
    writeFileSync(join(folder, 'simple', project, 'index.html'), htmlPage({ project, files: own, metadata: false }));
  }
  writeLinksFolder(join(folder, 'files'), files);
  return `${pathToFileURL(join(folder, 'simple')).href}/`;
}

/** Copies the archives into one folder, as `--find-links` takes it, and returns that folder. A folder cannot say what is yanked. */
export function writeLinksFolder(folder: string, files: readonly IndexFile[]): string {
  mkdirSync(folder, { recursive: true });
  for (const file of files.filter(({ yanked }) => yanked === null)) copyFileSync(file.path, join(folder, file.fileName));
  return folder;
}
