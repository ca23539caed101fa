import { expect, test } from 'vitest';
import { createOrigins } from '../../../../src/app/pipeline/listing/origins.js';
import type { IndexPlace } from '../../../../src/config/index-place.js';

const place = (url: string, isPublic: boolean): IndexPlace => ({ url, isPublic, credentials: null, kind: 'http', origin: 'test' });
const PUBLIC = 'https://pypi.org/simple';
const PRIVATE = 'https://private.invalid/simple';
const offered = new Map([['https://files.invalid/a.whl', PUBLIC], ['https://files.pythonhosted.org/b.whl', PRIVATE]]);

test.each([
  ['https://files.invalid/a.whl', true, 'the public index offered it'],
  ['https://files.pythonhosted.org/b.whl', false, 'a private index offered it, wherever it lies'],
  ['https://files.pythonhosted.org/c.whl', true, 'nobody offered it, and it lies where public files lie'],
  ['https://elsewhere.invalid/d.whl', false, 'it was named by its address'],
  ['file:///home/user/e.whl', false, 'it lies on this machine'],
  ['git+https://forge.invalid/f', false, 'it is a checkout'],
])('%s is public: %s, since %s', (url, expected) => {
  const origins = createOrigins([place(PUBLIC, true), place(PRIVATE, false)]);
  origins.learn((asked) => offered.get(asked) ?? null);
  expect(origins.isPublic(url)).toBe(expected);
});
