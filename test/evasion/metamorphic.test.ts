import { expect, test } from 'vitest';
import { sourceTransformations } from '../rules/transformations.js';
import { samples } from './generate.js';
import { judgeTrees } from './judge-trees.js';
import type { Sample } from './sample.js';

// Every so many: enough of each family, in some seconds.
const STEP = 6;
const chosen = samples().filter((_, index) => index % STEP === 0);

/** Changes that hide something today, as `change, source > sink, spelling, encoding, carrier`, each with the reason. Nothing is added here without one. */
const KNOWN: Readonly<Record<string, string>> = {
  'added comments, decoder > exec, plain, base64, property': 'tree-sitter takes a decorator above a remark at the margin for an error; the quick parser, which is not asked here, does not',
};

const nameOf = ({ source, sink, spelling, encoding, carrier }: Sample): string => `${source} > ${sink}, ${spelling}, ${encoding}, ${carrier}`;

const CODE: Readonly<Record<Sample['context'], string>> = { 'setup.py': 'setup.py', '__init__.py': 'plot/__init__.py', backend: 'grow.py' };

function changed(sample: Sample, change: (text: string) => string): Sample {
  const path = CODE[sample.context];
  return { ...sample, files: { ...sample.files, [path]: change(sample.files[path] ?? '') } };
}

/** Only what is imported can move: setup.py and a backend are found by their place. */
function moved(sample: Sample): readonly Sample[] {
  const { 'plot/__init__.py': code = '', ...others } = sample.files;
  return sample.context === '__init__.py' ? [{ ...sample, files: { ...others, 'plot/__init__.py': '', 'plot/tests/__init__.py': code } }] : [];
}

const before = judgeTrees(chosen);

async function hidden(name: string, after: readonly Sample[]): Promise<readonly string[]> {
  const [was, is] = [await before, await judgeTrees(after)];
  expect(after.length).toBeGreaterThan(0);
  return after.filter(({ id }) => was.get(id) === 'blocked' && is.get(id) !== 'blocked').map((sample) => `${name}, ${nameOf(sample)}`).filter((key) => !(key in KNOWN));
}

test.each(Object.entries(sourceTransformations))('%s hides no evasion that is found', async (name, change) => {
  expect(await hidden(name, chosen.map((sample) => changed(sample, change)))).toEqual([]);
});

test('moving into tests/ hides no evasion that is found', async () => {
  expect(await hidden('moved into tests/', chosen.flatMap(moved))).toEqual([]);
});
