import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { listening } from './index-server.js';
import { HTML } from './index-pages.js';

const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** The project that an archive's file name begins with (PEP 427, PEP 625). */
const projectOf = (fileName: string): string =>
  normal(fileName.endsWith('.whl') ? (fileName.split('-')[0] ?? '') : fileName.replace(/-[^-]*$/, ''));

/** A page over the archives that lie side by side in the folder; hashes are taken of one project's files only. */
function pageOf(folder: string, project: string): string | null {
  const names = readdirSync(folder).filter((name) => /\.(whl|tar\.gz|zip)$/.test(name) && projectOf(name) === project);
  const anchors = names.map((name) => {
    const digest = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex');
    return `<a href="../../${name}#sha256=${digest}">${name}</a>`;
  });
  return names.length === 0 ? null : `<!DOCTYPE html><html><body>${anchors.join('\n')}</body></html>\n`;
}

function send(folder: string, path: string, response: ServerResponse): void {
  const inside = resolve(join(folder, path));
  const page = path.endsWith('/') ? join(inside, 'index.html') : inside;
  if (inside !== resolve(folder) && !inside.startsWith(resolve(folder) + sep)) return void response.writeHead(404).end();
  if (existsSync(page) && statSync(page).isFile()) {
    const type = page.endsWith('.html') ? HTML : 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': statSync(page).size });
    return void createReadStream(page).pipe(response);
  }
  const project = /^\/simple\/([^/]+)\/$/.exec(path)?.[1];
  const text = project === undefined ? null : pageOf(folder, normal(project));
  response.writeHead(text === null ? 404 : 200, { 'content-type': HTML }).end(text ?? '');
}

/** Serves a folder over loopback HTTP: one that holds `simple/`, or one with archives side by side. */
export async function serveFolder(folder: string): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    send(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://index.invalid').pathname), response);
  });
  const port = await listening(server);
  const close = (): Promise<void> => new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}/simple/`, close };
}
