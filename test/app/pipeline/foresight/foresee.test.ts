import { expect, test } from 'vitest';
import { foresee, needsIn, type Foreseeing } from '../../../../src/app/pipeline/foresight/foresee.js';
import { parsePackageName } from '../../../../src/core/name.js';
import type { PageLink } from '../../../../src/gateway/open-gateway.js';

const PYTHON = { version: '3.11.7', tag: '3.11.7 cpython-311 cpython-311-x86_64-linux-gnu linux-x86_64' };
const need = (name: string, specifier = '') => ({ name: parsePackageName(name), specifier });
const linkTo = (name: string, version: string): PageLink => ({ url: `https://files.example/${name}-${version}-py3-none-any.whl`, fragment: '', hashes: {}, requiresPython: null, yanked: null, metadata: null, uploadTime: null });

const nameOf = ({ url }: PageLink): string => url.split('/').at(-1)?.split('-')[0] ?? '';

/** An index whose projects each have version 1.0 and 2.0, and what they need. */
function garden(needs: Readonly<Record<string, readonly string[]>>, told: Partial<Foreseeing> = {}) {
  const asked: string[] = [];
  const expected: string[] = [];
  const foreseeing: Foreseeing = {
    wanted: [need('rose')],
    constraints: [],
    python: PYTHON,
    installed: [],
    followsNeeds: true,
    linksOf: (project) => {
      asked.push(project);
      return Promise.resolve(['1.0', '2.0'].map((version) => linkTo(project, version)));
    },
    expect: ({ url }) => void expected.push(url.split('/').at(-1)?.replace('-py3-none-any.whl', '') ?? ''),
    metadataOf: (wheel) => Promise.resolve(Buffer.from(`Metadata-Version: 2.1\nName: x\nVersion: 1\n${(needs[nameOf(wheel)] ?? []).map((text) => `Requires-Dist: ${text}\n`).join('')}`)),
    signal: new AbortController().signal,
    ...told,
  };
  return { asked, expected, run: () => foresee(foreseeing) };
}

test('what a wheel needs is expected as well, each project once, in circles too', async () => {
  const { asked, expected, run } = garden({ rose: ['thorn>=1', 'leaf<2'], thorn: ['leaf', 'rose'], leaf: [] });
  await run();
  expect(asked.toSorted()).toEqual(['leaf', 'rose', 'thorn']);
  expect(expected.toSorted()).toEqual(['leaf-1.0', 'rose-2.0', 'thorn-2.0']);
});

test('constraints count', async () => {
  const { expected, run } = garden({}, { constraints: [need('rose', '==1.0'), need('leaf', '==2.0')] });
  await run();
  expect(expected).toEqual(['rose-1.0']);
});

test('of what is installed already nobody is asked', async () => {
  const { asked, run } = garden({ rose: ['leaf', 'thorn'] }, { installed: [parsePackageName('leaf')] });
  await run();
  expect(asked).toEqual(['rose', 'thorn']);
});

test('dependencies are not looked for where pip takes none', async () => {
  const { asked, run } = garden({ rose: ['leaf'] }, { followsNeeds: false });
  await run();
  expect(asked).toEqual(['rose']);
});

test('nobody is asked any more when the run has ended', async () => {
  const closing = new AbortController();
  const { asked, expected, run } = garden({ rose: ['leaf'] }, { signal: closing.signal });
  closing.abort();
  await run();
  expect([asked, expected]).toEqual([[], []]);
});

test('at most eight projects are asked for at the same time', async () => {
  let open = 0;
  let most = 0;
  const { run } = garden({}, {
    wanted: Array.from({ length: 40 }, (_, at) => need(`rose-${at}`)),
    async linksOf() {
      open += 1;
      most = Math.max(most, open);
      await new Promise((done) => setTimeout(done, 2));
      open -= 1;
      return [];
    },
  });
  await run();
  expect(most).toBe(8);
});

test('a tree without an end is followed for some hundred projects only', async () => {
  let made = 0;
  const { asked, run } = garden({}, { metadataOf: () => Promise.resolve(Buffer.from(`Name: x\n${Array.from({ length: 20 }, () => `Requires-Dist: rose-${(made += 1)}\n`).join('')}`)) });
  await run();
  expect(asked.length).toBeLessThanOrEqual(301);
});

test('a need that depends on the environment, has an address of its own or cannot be read is left to pip', () => {
  const metadata = ['leaf (>=1.0)', 'thorn[sharp]~=2.0', 'bee; python_version < "3.8"', 'ant @ https://files.example/ant.zip', '-r others.txt', '../folder'];
  expect(needsIn(Buffer.from(metadata.map((text) => `Requires-Dist: ${text}\n`).join('')))).toEqual([need('leaf', '>=1.0'), need('thorn', '~=2.0')]);
});
