import { expect, test } from 'vitest';
import { dependencyGroup } from '../../../src/inputs/pyproject/dependency-groups.js';

const read = (text: string, name: string): Promise<readonly string[]> => dependencyGroup(text, name, 'pyproject.toml');
const GROUPS = '[dependency-groups]\ntest = ["petals>1", {include-group = "Type_Hints"}]\ntype-hints = ["seedling"]\nround = [{include-group = "trip"}]\ntrip = [{include-group = "round"}]\nodd = [3]\n';

test('a group gives its requirements and those of the groups it includes, however their names are spelled', async () => {
  expect(await read(GROUPS, 'Test')).toEqual(['petals>1', 'seedling']);
});

test.each([
  ['[project]\n', 'test', "[dependency-groups] table was missing from 'pyproject.toml'"],
  [GROUPS, 'docs', "Dependency group 'docs' not found"],
  [GROUPS, 'round', 'includes itself (round → trip → round)'],
  [GROUPS, 'odd', 'neither a requirement nor an include-group'],
  ['[dependency-groups]\na-b = []\nA_B = []\n', 'a-b', 'spelled alike'],
  ['[dependency-groups', 'test', 'not valid TOML'],
  ['[dependency-groups]\ntest = "petals"\n', 'test', 'is no list'],
])('%j has no group %j: %s', async (text, name, message) => {
  await expect(read(text, name)).rejects.toThrow(message);
});
