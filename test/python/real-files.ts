import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArchive } from '../../src/archive/read-archive.js';

/** A Python file of somebody else. */
export interface Source {
  readonly path: string;
  readonly bytes: Buffer;
}

async function* inFolder(folder: string): AsyncGenerator<Source> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) if (/\.pyw?$/.test(name)) yield { path: join(folder, name), bytes: readFileSync(join(folder, name)) };
}

async function* inArchives(folder: string): AsyncGenerator<Source> {
  for (const archive of readdirSync(folder).filter((name) => /\.(?:whl|zip|t?gz|bz2|xz)$/.test(name))) {
    const members = readArchive(join(folder, archive), { wantContent: ({ path, bytes }) => /\.pyw?$/.test(path) && bytes < 2_000_000, wantDigest: false });
    for await (const { path, content } of members) if (content !== null) yield { path: `${archive} ${path}`, bytes: content };
  }
}

/** The Python files of all archives in a folder, or, where none is named, those of the fixtures. */
export function realFiles(archives: string | undefined): AsyncGenerator<Source> {
  return archives === undefined ? inFolder('fixtures') : inArchives(archives);
}
