import { expect, test } from 'vitest';
import { statedIdentity } from '../../../src/archive/project/stated-identity.js';

test('name and version are those of the project table', async () => {
  expect(await statedIdentity('[project]\nname = "mine"\nversion = "4.5"\n[tool.poetry]\nname = "other"\nversion = "1"\n')).toEqual({ name: 'mine', version: '4.5' });
});

test('a project of Poetry 1 says them in its own table', async () => {
  expect(await statedIdentity('[tool.poetry]\nname = "mine"\nversion = "4.5"\n')).toEqual({ name: 'mine', version: '4.5' });
});

test('a version that a build makes is not known', async () => {
  expect(await statedIdentity('[project]\nname = "mine"\ndynamic = ["version"]\n')).toEqual({ name: 'mine', version: null });
});

test.each([['no file', null], ['no TOML', '[project'], ['neither table', '[build-system]\nrequires = []\n'], ['what is no text', '[project]\nname = 1\nversion = []\n']])('%s says nothing', async (_, text) => {
  expect(await statedIdentity(text)).toEqual({ name: null, version: null });
});

test('integers of any size are read, as Python reads them', async () => {
  expect(await statedIdentity('[tool.garden]\nseeds = 99999999999999999999\n[project]\nname = "garden"\nversion = "1.0"\n')).toEqual({ name: 'garden', version: '1.0' });
});
