import { expect, test } from 'vitest';
import { foundIn } from './linked/found-in.js';

const SETUP = 'from setuptools import find_packages, setup\nsetup(name="pack", version="1.0", packages=find_packages(exclude=["tests"]))\n';
const RUNS = 'import base64\n\n\ndef test_packed():\n    exec(base64.b64decode(given))\n';

test('a function of a test that runs what it decodes warns, where no install brings the test to anybody', async () => {
  expect(await foundIn({ 'setup.py': SETUP, 'pack/__init__.py': '', 'tests/test_pack.py': RUNS }, 'exec-of-decoded-data')).toEqual(['medium tests/test_pack.py']);
});

test.each([
  ['in the package', { 'setup.py': SETUP, 'pack/__init__.py': '', 'pack/packed.py': RUNS }],
  ['in a test that is installed as well', { 'setup.py': SETUP.replace('exclude=["tests"]', ''), 'pack/__init__.py': '', 'tests/__init__.py': '', 'tests/test_pack.py': RUNS }],
])('the same function %s is blocked, since the package holds little else', async (_, files) => {
  expect((await foundIn(files, 'exec-of-decoded-data'))[0]).toMatch(/^critical /);
});
