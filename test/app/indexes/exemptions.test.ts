import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exemptVersions } from '../../../src/app/indexes/exempt-versions.js';
import { installedVersions } from '../../../src/app/indexes/installed-versions.js';
import { pinnedNames } from '../../../src/app/indexes/pinned-names.js';
import type { Advisory } from '../../../src/core/advisory.js';
import { parsePackageName } from '../../../src/core/name.js';
import { parseRequirement } from '../../../src/core/requirements/parse-requirement.js';
import { untrusted } from '../../../src/core/untrusted.js';

const petals = parsePackageName('petals');
const VERSIONS = ['1.0', '1.1', '1.2', '1.3', '2.0'];

const fixedIn = (version: string | null): Advisory => ({
  id: untrusted('CVE-2099-1'), aliases: [], kind: 'vulnerability', severity: 'high', cvss: null, summary: untrusted(''), affected: untrusted(''),
  fixedIn: version === null ? null : untrusted(version), isDisputed: false, references: [], published: null,
});

async function exempt(installed: string | null, ...fixes: readonly (string | null)[]): Promise<readonly string[]> {
  const find = exemptVersions({
    installed: () => Promise.resolve(new Map(installed === null ? [] : [[petals, installed]])),
    ask: ({ version }) => Promise.resolve({ advisories: version === installed ? fixes.map(fixedIn) : [], project: null, gaps: [] }),
  });
  return [...(await find(petals, VERSIONS))];
}

test('the first version that fixes a vulnerability of the installed one is exempt, and no later one', async () => {
  expect(await exempt('1.0', '1.1')).toEqual(['1.1']);
  expect(await exempt('1.0', '1.1', '1.3')).toEqual(['1.1', '1.3']);
  expect(await exempt('1.0', '1.1.5')).toEqual(['1.2']);
});

test('nothing is exempt without an installed version, an advisory, a fix, or a newer version that has it', async () => {
  expect(await exempt(null, '1.1')).toEqual([]);
  expect(await exempt('1.0')).toEqual([]);
  expect(await exempt('1.0', null)).toEqual([]);
  expect(await exempt('1.0', '3.0')).toEqual([]);
  expect(await exempt('1.3', '1.1')).toEqual([]);
});

test('what is installed is read off the names of folders', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depsec-places-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ['Petals-1.0.dist-info', 'sun_flower-2.0rc1.dist-info', '.hidden-1.dist-info', 'seedling', 'a-b.egg-info']) await mkdir(join(folder, name));
  expect(await installedVersions([folder, join(folder, 'nowhere')])).toEqual(new Map([['petals', '1.0'], ['sun-flower', '2.0rc1']]));
});

test.each([['petals==1.0', true], ['petals[bloom] === 1.0', true], ['petals==1.*', false], ['petals>=1.0', false], ['petals==1.0,<2', false], ['petals', false], ['petals @ https://files.invalid/petals-1.0-py3-none-any.whl', false]])('%s asks for exactly one version: %s', (text, isPinned) => {
  expect(pinnedNames({ requirements: [parseRequirement(text)], constraints: [] }).has(petals)).toBe(isPinned);
  expect(pinnedNames({ requirements: [], constraints: [parseRequirement(text)] }).has(petals)).toBe(isPinned);
});
