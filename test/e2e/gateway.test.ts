import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { loopbackCertificate as cert, loopbackKey as key } from '../platform/loopback-certificate.js';
import { expectEnd, readRun } from '../support/expectations.js';
import { writeFolderIndex, writeLinksFolder } from '../support/servers/folder-index.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { listening } from '../support/servers/index-server.js';
import { sitePackages } from '../support/runs/python.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { putFile } from '../support/garden.js';
import { putSdist } from '../support/sources.js';
import { openTunnelProxy } from '../support/servers/tunnel-proxy.js';
import { buildWheel } from '../support/archives/wheel.js';

const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];

function writeAuthority(box: Sandbox): string {
  return box.write('authority.pem', `${cert}\n`);
}

test('an index behind TLS with an authority of its own serves, by flag, by variable and by pip.conf', async () => {
  for (const way of ['flag', 'variable', 'pip.conf'] as const) {
    const box = makeSandbox();
    const index = await openIndex({ tls: { key, cert } });
    const authority = writeAuthority(box);
    const config = box.write('pip.conf', `[global]\ncert = ${authority}\n`);
    const env = { flag: {}, variable: { REQUESTS_CA_BUNDLE: authority }, 'pip.conf': { PIP_CONFIG_FILE: config } }[way];
    expectEnd(await box.depsec(['install', '-i', index.url, ...(way === 'flag' ? ['--cert', authority] : []), 'sunflower'], { env }), 0);
    expect(box.installed()).toEqual(FAMILY);
  }
});

test('a certificate that nobody vouches for ends the run, unless the host is trusted by name', async () => {
  const box = makeSandbox();
  const index = await openIndex({ tls: { key, cert } });
  const done = await box.depsec(['install', '-i', index.url, 'petals']);
  expectEnd(done, 3);
  expect(done.output).toContain(index.url);
  expect(done.output).toContain('certificate');
  // What Node itself would take as leave not to check.
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals'], { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }), 3);
  expectEnd(await box.depsec(['install', '-i', index.url, '--trusted-host', 'localhost', 'petals']), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('an index behind TLS that asks for a password gets it, and its real address is what is shown', async () => {
  const box = makeSandbox();
  const index = await openIndex({ tls: { key, cert }, credentials: 'ada:gr33nhouse' });
  const done = await box.depsec(['install', '-vv', '--cert', writeAuthority(box), '-i', index.urlWithCredentials, 'petals']);
  expectEnd(done, 0);
  expect(done.output).toContain(`https://localhost:${index.port}/`);
  expect(done.output).not.toContain(`http://localhost:${index.port}/`);
  expect(done.output).not.toContain('gr33nhouse');
  const missing = await box.depsec(['install', '--cert', writeAuthority(box), '-i', index.urlWithCredentials, 'acorn-source']);
  expect(missing.output).not.toMatch(/http:\/\/|\.invalid/);
});

test('an index may keep its files on another host, and send there', async () => {
  const box = makeSandbox();
  const files = await openIndex();
  const index = await openIndex({ filesMovedTo: `http://localhost:${files.port}`, credentials: 'ada:gr33nhouse' });
  expectEnd(await box.depsec(['install', '-i', index.urlWithCredentials, 'sunflower']), 0);
  expect(box.installed()).toEqual(FAMILY);
  expect(files.downloads()).toHaveLength(3);
});

test.each(['html', 'json'] as const)('every file is fetched once, whether pip or depsec asks first (%s, with and without metadata)', async (pages) => {
  for (const metadata of [true, false]) {
    const box = makeSandbox();
    const index = await openIndex({ pages, metadata });
    expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower']), 0);
    expect(index.downloads().toSorted()).toEqual([...new Set(index.downloads())].toSorted());
    expect(index.downloads().length).toBeGreaterThanOrEqual(3);
  }
});

test('proxies and NO_PROXY of the user are depsec\'s business: pip speaks to the gateway alone', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const agents: string[] = [];
  const proxy = createServer((request, response) => {
    agents.push(request.headers['user-agent'] ?? '');
    const upstream = new URL(request.url ?? '');
    fetch(upstream, { method: request.method ?? 'GET', headers: { accept: request.headers.accept ?? '*/*' } })
      .then(async (answer) => response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(Buffer.from(await answer.arrayBuffer())))
      .catch(() => response.writeHead(502).end());
  });
  const port = await listening(proxy);
  onTestFinished(() => { proxy.closeAllConnections(); proxy.close(); });
  const through = { HTTP_PROXY: `http://127.0.0.1:${port}`, http_proxy: `http://127.0.0.1:${port}` };
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals'], { env: through }), 0);
  expect(agents.length).toBeGreaterThan(1);
  expect(agents.filter((agent) => !agent.startsWith('depsec/'))).toEqual([]);
  const seen = agents.length;
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower'], { env: { ...through, NO_PROXY: '*', no_proxy: '*' } }), 0);
  expect(agents).toHaveLength(seen);
  expect(box.installed()).toEqual(FAMILY);
});

test.each(['URL', 'netrc'] as const)('a private index with a password from %s, an authority of its own and a proxy in front serves wheels, sources and what builds need', async (passwordFrom) => {
  const box = makeSandbox();
  const needy = putSdist(join(box.folder, 'files'), 'needy', { requires: ['petals'], hookCode: 'import petals' });
  const index = await openIndex({ tls: { key, cert }, credentials: 'ada:gr33nhouse', files: [...ground().files, needy] });
  const proxy = await openTunnelProxy('me:pr0xy');
  if (passwordFrom === 'netrc') writeFileSync(join(box.home, '.netrc'), 'machine localhost login ada password gr33nhouse\n', { mode: 0o600 });
  const env = { PIP_INDEX_URL: passwordFrom === 'netrc' ? index.url : index.urlWithCredentials, PIP_CERT: writeAuthority(box), HTTPS_PROXY: proxy.url };
  const done = await box.depsec(['install', '-vv', 'needy', 'sunflower'], { env });
  expectEnd(done, 0);
  expect(box.installed()).toEqual(['needy==1.0.0', ...FAMILY]);
  expect(new Set(proxy.tunnels)).toEqual(new Set([`localhost:${index.port}`]));
  expect(done.output).not.toMatch(/gr33nhouse|pr0xy/);
});

test('a wheel named by an https URL gets the direct_url.json that pip writes', async () => {
  const [byPip, byDepsec] = [makeSandbox(), makeSandbox()];
  const index = await openIndex({ tls: { key, cert } });
  const file = fixture('petals', '2.0.0');
  const url = new URL(`../files/${file.fileName}`, index.url).href;
  const written: string[] = [];
  for (const [box, tool] of [[byPip, 'pip'], [byDepsec, 'depsec']] as const) {
    const done = await box[tool](['install', '-i', index.url, '--cert', writeAuthority(box), `petals @ ${url}`]);
    expectEnd(done, 0);
    written.push(readFileSync(join(sitePackages(box.venv, ground().python), 'petals-2.0.0.dist-info', 'direct_url.json'), 'utf8'));
  }
  expect(written[0]).toContain('https://');
  expect(written[1]).toBe(written[0]);
});

test('a dependency on an address outside the indexes is refused by name, and nothing is asked there', async () => {
  const box = makeSandbox();
  const outside = await openIndex();
  const release = { name: 'vine', version: '1.0.0', files: { 'vine.py': Buffer.from('x = 1\n') }, requires: [`petals @ http://127.0.0.1:${outside.port}/files/${fixture('petals', '2.0.0').fileName}`] };
  const vine = putFile(join(box.folder, 'built'), buildWheel(release), release);
  const done = await box.depsec(['install', '--no-index', '-f', writeLinksFolder(join(box.folder, 'links'), [vine]), 'vine']);
  expectEnd(done, 3);
  expect(done.output).toContain(`http://127.0.0.1:${outside.port}/files/`);
  expect(outside.requests).toEqual([]);
  expect(box.installed()).toEqual([]);
});

test('places of this machine keep their real names in all that is shown', async () => {
  const box = makeSandbox();
  const pages = writeFolderIndex(join(box.folder, 'pages with blanks'), ground().files);
  const links = writeLinksFolder(join(box.folder, 'links & more'), [fixture('petals', '2.0.0')]);
  const done = await box.depsec(['install', '-vv', '-i', pages, '-f', links, 'sunflower']);
  expectEnd(done, 0);
  expect(box.installed()).toEqual(FAMILY);
  expect(done.output).toContain(pathToFileURL(links).href);
  expect(done.output).not.toContain('.invalid');
});

test('a single wheel and a page of links serve as find-links', async () => {
  const box = makeSandbox();
  const links = writeLinksFolder(join(box.folder, 'links'), ground().files);
  const page = join(box.folder, 'page.html');
  writeFileSync(page, `<a href="links/${fixture('seedling', '2.0.0').fileName}">s</a><a href="links/${fixture('sunflower', '2.0.0').fileName}">s</a>`);
  const done = await box.depsec(['install', '--no-index', '-f', join(links, fixture('petals', '2.0.0').fileName), '-f', pathToFileURL(page).href, 'sunflower']);
  expectEnd(done, 0);
  expect(box.installed()).toEqual(FAMILY);
});

test('an index that fails for one project beside one that has it is a warning that names it', async () => {
  const box = makeSandbox();
  const [index, other] = [await openIndex(), await openIndex()];
  other.faults.set('petals', 'error-500');
  const done = await box.depsec(['install', '--format', 'json', '-i', other.url, '--extra-index-url', index.url, 'petals']);
  expectEnd(done, 0);
  expect(done.output).toContain(`${other.url}petals/`);
  expect(readRun(done.stdout).verdicts).toEqual({ petals: 'safe' });
});
