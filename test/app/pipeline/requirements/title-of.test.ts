import { join, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { titleOf } from '../../../../src/app/pipeline/requirements/title-of.js';
import { fileUrl } from '../../../../src/core/file-url.js';
import { parseRequirement } from '../../../../src/core/requirements/parse-requirement.js';

const CWD = resolve('/garden');

const title = (...urls: readonly (string | null)[]): string => titleOf({ requirements: urls.map((url) => ({ ...parseRequirement('petals'), ...(url === null ? {} : { name: null, url }) })) }, CWD);

test('a folder is told as a path that can be read, below the working directory from there on', () => {
  expect(title(fileUrl(resolve(CWD, 'ün beds', 'plot')))).toBe(`.${sep}${join('ün beds', 'plot')}`);
  expect(title(fileUrl(CWD))).toBe(CWD);
  expect(title(fileUrl(resolve('/other/plot')))).toBe(resolve('/other/plot'));
});

test('what is no path of this machine is told as it is, without a password', () => {
  expect(title('https://ada:s3cret@x.invalid/a.zip')).not.toContain('s3cret');
  for (const url of ['file://elsewhere/plot', 'file:///a%2Fb', 'file:///a%zz']) expect(title(url)).toBe(url);
});

test('of many names three are told, and each once', () => {
  expect(title(null, null)).toBe('petals');
  expect(title(null, ...['a', 'b', 'c', 'c'].map((name) => `https://x.invalid/${name}.zip`))).toBe('petals, https://x.invalid/a.zip, https://x.invalid/b.zip and 1 more');
});
