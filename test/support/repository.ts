import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { listening } from './servers/index-server.js';
import { releaseOf, type SourceWords } from './sources.js';
import { metadataText } from './archives/wheel.js';

/** Writes a source tree, PKG-INFO included, and returns its folder. */
export function writeTree(folder: string, name: string, words: SourceWords = {}): string {
  const release = releaseOf(name, words);
  for (const [path, data] of Object.entries({ 'PKG-INFO': metadataText(release), ...release.files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), data);
  }
  return folder;
}

/** Makes a git repository of a source tree, with the tag v1 on its only commit. */
export function writeRepository(folder: string, name: string, words: SourceWords = {}): string {
  writeTree(folder, name, words);
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@gardens.invalid', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, stdio: 'pipe' });
  };
  git('init');
  git('add', '--all');
  git('commit', '--message=plant');
  git('tag', 'v1');
  return folder;
}

/** Serves a repository over TLS as `localhost` to whoever has this `name:password`, as plain files, which git reads as well. */
export async function serveRepository(repository: string, { key, cert, credentials }: { readonly key: string; readonly cert: string; readonly credentials: string }): Promise<string> {
  const bare = `${repository}.git`;
  execFileSync('git', ['clone', '--bare', '--quiet', repository, bare], { stdio: 'pipe' });
  execFileSync('git', ['update-server-info'], { cwd: bare, stdio: 'pipe' });
  const wanted = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer({ key, cert }, (request, response) => {
    const path = join(bare, new URL(request.url ?? '/', 'https://localhost').pathname.replace(/^\/garden\.git/, ''));
    const isThere = path.startsWith(bare) && existsSync(path) && statSync(path).isFile();
    if (request.headers.authorization !== wanted) response.writeHead(401, { 'www-authenticate': 'Basic realm="garden"' }).end();
    else if (isThere) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(readFileSync(path));
    else response.writeHead(404).end();
  });
  const port = await listening(server);
  onTestFinished(() => { server.closeAllConnections(); server.close(); });
  return `localhost:${port}/garden.git`;
}
