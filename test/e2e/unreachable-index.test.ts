import { expect, onTestFinished, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { startFailing } from '../support/servers/failing-server.js';
import { closedPort } from '../support/servers/index-server.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';

const deadIndex = async (): Promise<string> => `http://127.0.0.1:${await closedPort()}/simple/`;

test('an index that is down beside one that works is a warning, not an end', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const dead = await deadIndex();
  const done = await box.depsec(['install', '-i', dead, '--extra-index-url', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output).toContain(new URL(dead).host);
  expect(done.output).toMatch(/warning|could not|not reach|unreachable|does not answer/i);
  expect(box.installed()).toEqual(['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0']);
  expect(done.elapsedMs).toBeLessThan(20_000);
});

test('an index that accepts and never answers costs seconds, not minutes', async () => {
  const box = makeSandbox();
  const [index, silent] = [await openIndex(), await openIndex()];
  silent.faults.set('*', 'hang');
  const done = await box.depsec(['install', '-i', silent.url, '--extra-index-url', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output).toContain(`127.0.0.1:${silent.port}`);
  expect(done.elapsedMs).toBeLessThan(20_000);
});

test('when the only index is down the run ends with code 3 and names it', async () => {
  const box = makeSandbox();
  const dead = await deadIndex();
  const done = await box.depsec(['install', '-i', dead, 'sunflower']);
  expectEnd(done, 3);
  expect(done.output).toContain(new URL(dead).host);
  expect(done.elapsedMs).toBeLessThan(20_000);
  expect(box.installed()).toEqual([]);
});

test('an index that only answers with errors ends the run with code 3', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  index.faults.set('*', 'error-500');
  const done = await box.depsec(['install', '-i', index.url, 'sunflower']);
  expectEnd(done, 3);
  expect(box.installed()).toEqual([]);
});

test('a project that one of two indexes lacks is simply not there, and no warning is given', async () => {
  const box = makeSandbox();
  const [index, other] = [await openIndex(), await openIndex()];
  other.faults.set('petals', 'not-found');
  const done = await box.depsec(['install', '-i', other.url, '--extra-index-url', index.url, 'petals']);
  expectEnd(done, 0);
  expect(done.output).not.toMatch(/warning:|could not/i);
});

test('a private index that answers everything with a page to log in ends the run; what it has is not taken from a public namesake', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const portal = await startFailing((response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Sign in</title><a href="/help">Help</a>'));
  onTestFinished(portal.close);
  const done = await box.depsec(['install', '-i', index.url, '--extra-index-url', `${portal.url}/simple/`, 'petals'], { env: { DEPSEC_PUBLIC_INDEXES: index.url } });
  expectEnd(done, 3);
  expect(done.output).toContain(`${portal.url}/simple/petals/: is no page of a package index about petals`);
  expect(box.installed()).toEqual([]);
});

test('what is named by its path needs no index that answers', async () => {
  const box = makeSandbox();
  const dead = await deadIndex();
  const done = await box.depsec(['install', '-i', dead, fixture('acorn-source', '1.0.0').path]);
  expectEnd(done, 0);
  expect(done.output).toContain(new URL(dead).host);
  expect(box.installed()).toEqual(['acorn-source==1.0.0']);
});

test('a package that nobody has who answers is not called unknown while an index is silent', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const dead = await deadIndex();
  const done = await box.depsec(['audit', '-i', index.url, '--extra-index-url', dead, 'nowhere-to-be-found']);
  expectEnd(done, 3);
  expect(done.output.replaceAll(/\s+/g, ' ')).toContain(`no package named nowhere-to-be-found on any index that answers, and not everything could be asked: ${dead}`);
});
