import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseRequirement } from '../../src/core/requirements/parse-requirement.js';
import { emptySet } from '../../src/core/requirements/requirement-set.js';
import { resolve } from '../../src/pip/resolve.js';

/** The words that pip would be started with, and the files that were written for it. */
async function startedWith(options: readonly string[]): Promise<{ readonly words: readonly string[]; readonly files: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-resolve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const set = { ...emptySet, requirements: [parseRequirement('petals[x]>=1 ; python_version > "3"')] };
  let words: readonly string[] = [];
  const stopped = new Error('stopped');
  await expect(resolve({ set, options, sources: {} }, {
    folder, restore: (text) => text, explain: () => Promise.resolve(stopped),
    run: (started) => {
      words = started.words;
      return Promise.resolve({ code: 1, stdout: '', stderr: '' });
    },
  })).rejects.toBe(stopped);
  return { words, files: readdirSync(folder) };
}

test('lines of the file that pip was given are told as what was asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-resolve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const set = { ...emptySet, requirements: ['petals', 'seedling[x]==1'].map((text) => parseRequirement(text)) };
  const said = `Cannot install -r ${join(folder, 'requirements.txt')} (line 2) and petals, from -r other.txt (line 2)`;
  await expect(resolve({ set, options: [], sources: {} }, {
    folder, restore: (text) => text, explain: ({ stderr }) => Promise.resolve(new Error(stderr)), run: () => Promise.resolve({ code: 1, stdout: '', stderr: said }),
  })).rejects.toThrow('Cannot install seedling[x]==1 and petals, from -r other.txt (line 2)');
});

test('requirements go to pip in a file of our own', async () => {
  const { words, files } = await startedWith([]);
  expect(files).toEqual(['requirements.txt']);
  expect(words.at(-1)).toMatch(/^--requirement=.*requirements\.txt$/);
});

test('with --only-deps, which pip takes with no file, they go as words that no option can be made of', async () => {
  const { words, files } = await startedWith(['--only-deps']);
  expect(files).toEqual([]);
  expect(words.slice(-2)).toEqual(['--', 'petals[x]>=1 ; python_version > "3"']);
});
