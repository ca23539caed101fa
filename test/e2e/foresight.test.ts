import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { listening } from '../support/servers/index-server.js';

const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];
const PATIENCE_MS = 8_000;

/** An index that answers for neither of two projects before it is asked for both: somebody who asks for one after another gets a failure. */
async function openIndexOfPairs(first: string, second: string): Promise<string> {
  const { port: behind } = await openIndex();
  const asked = new Set<string>();
  const waiting: (() => void)[] = [];
  const both = (project: string): Promise<boolean> => {
    asked.add(project);
    if (asked.size === 2) for (const go of waiting.splice(0)) go();
    return asked.size === 2 ? Promise.resolve(true) : new Promise((done) => { waiting.push(() => done(true)); setTimeout(() => done(false), PATIENCE_MS).unref(); });
  };
  const pass = ({ url, headers }: IncomingMessage, response: ServerResponse): void => {
    ask({ port: behind, path: url, headers }, (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers))).end();
  };
  const server = createServer((request, response) => {
    const project = request.url?.split('/').findLast((part) => part !== '') ?? '';
    const isMet = [first, second].includes(project) ? both(project) : Promise.resolve(true);
    void isMet.then((met) => (met ? pass(request, response) : response.writeHead(404).end()));
  });
  onTestFinished(() => new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  }));
  return `http://127.0.0.1:${await listening(server)}/simple/`;
}

test.each([
  ['in two passes', []],
  ['in one pass', ['--one-pass']],
] as const)('what a package needs is asked for all at once, where pip would ask for one after another, %s', async (_, words) => {
  const box = makeSandbox();
  expectEnd(await box.depsec(['install', ...words, '-i', await openIndexOfPairs('petals', 'seedling'), 'sunflower']), 0);
  expect(box.installed()).toEqual(FAMILY);
});

test.each([
  ['is installed already', ['petals', 'seedling'], { words: ['sunflower'], asked: ['sunflower'] }],
  ['pip is told to leave out', [], { words: ['--no-deps', 'sunflower'], asked: ['sunflower'] }],
  ['is for another environment, or for an extra', [], { words: ['sunflower'], asked: ['petals', 'seedling', 'sunflower'] }],
] as const)('nobody is told the name of what %s', async (_, before, { words, asked }) => {
  const box = makeSandbox();
  const index = await openIndex();
  if (before.length > 0) expectEnd(await box.depsec(['install', '-i', index.url, ...before]), 0);
  index.requests.length = 0;
  expectEnd(await box.depsec(['install', '-i', index.url, ...words]), 0);
  const projects = index.requests.flatMap((path) => /^\/simple\/(.+)\/$/.exec(path)?.[1] ?? []);
  expect([...new Set(projects)].toSorted()).toEqual(asked);
});

test('no file and no metadata is asked for twice because somebody went ahead', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower']), 0);
  const files = index.requests.filter((path) => path.startsWith('/files/'));
  expect(files.toSorted()).toEqual([...new Set(files)].toSorted());
});

test('pip decides where the guess was wrong', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'lawn', 'sunflower']), 0);
  expect(box.installed()).toEqual(['lawn==1.0.0', 'petals==0.9.0', 'seedling==2.0.0', 'sunflower==1.0.0']);
});

test('an index that fails for what was guessed too is told of once', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  index.faults.set('petals', 'error-500');
  const done = await box.depsec(['install', '-i', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output.match(/answers with status 500/g)).toHaveLength(1);
  expect(box.installed()).toEqual(['seedling==2.0.0', 'sunflower==1.0.0']);
});
