import { expect, test } from 'vitest';
import { minimalGitConfig } from '../../../src/pip/direct/git-config.js';

const kept = (text: string, isSubmodule = false): string => minimalGitConfig(text, { isSubmodule }).replace(/\[core\]\n\ttrustctime[\s\S]*$/, '');

test('what the format of the repository needs is kept', () => {
  const text = '[core]\n\trepositoryformatversion = 1\n\tfileMode=false ; why\n[extensions]\n\tobjectFormat = sha256\n\tpartialClone = origin\n[remote "origin"]\n\tpromisor = true\n\tpartialclonefilter = blob:none\n\turl = https://a.invalid/\n';
  expect(kept(text)).toBe('[core]\n\trepositoryformatversion = "1"\n[extensions]\n\tobjectformat = "sha256"\n[extensions]\n\tpartialclone = "origin"\n[remote "origin"]\n\tpromisor = "true"\n[remote "origin"]\n\tpartialclonefilter = "blob:none"\n');
});

test.each([
  '[core]\n\tfsmonitor = evil', '[core] hooksPath = /evil', '[core]\n\tsshCommand = evil', '[filter "x"]\n\tclean = evil', '[diff "x"]\n\ttextconv = evil', '[alias]\n\tdescribe = !evil', '[include]\n\tpath = /evil',
  '[remote "evil\\"]\n[core]\\nfsmonitor=x"]\n\tpromisor = true', '[core]\n\tautocrlf = evil\\\n\tfsmonitor = evil', '[core]\n\tworktree = /evil', '[credential]\n\thelper = evil', '[CORE]\n\tFSMONITOR = evil', '[gpg]\n\tprogram = evil',
])('%j leaves nothing behind', (text) => {
  expect(kept(text)).not.toContain('evil');
});

test('only a submodule keeps the way to its files', () => {
  const text = '[core]\n\tworktree = ../../../vendor/my module\n';
  expect([kept(text), kept(text, true)]).toEqual(['', '[core]\n\tworktree = "../../../vendor/my module"\n']);
});
