import { expect, test } from 'vitest';
import { parseGitUrl } from '../../../src/pip/direct/git-url.js';
import { shownReference } from '../../../src/pip/direct/obtain.js';

// What pip 23.0, 23.2, 24.2 and 26.2 wrote as `url` and `requested_revision` for these.
test.each([
  ['git+https://a.invalid/x.git', 'https://a.invalid/x.git', null],
  ['git+https://a.invalid/x.git@v1#egg=x', 'https://a.invalid/x.git', 'v1'],
  ['git+https://user:secret@a.invalid/x.git@main', 'https://a.invalid/x.git', 'main'],
  ['git+https://token@a.invalid/x.git', 'https://a.invalid/x.git', null],
  ['git+http://git@a.invalid/x.git', 'http://git@a.invalid/x.git', null],
  ['git+http://${TOKEN}@a.invalid/x.git', 'http://${TOKEN}@a.invalid/x.git', null],
  ['git+ssh://git@a.invalid/x.git@refs/pull/1/head', 'ssh://git@a.invalid/x.git', 'refs/pull/1/head'],
  ['git+ssh://me@a.invalid:2222/x.git', 'ssh://a.invalid:2222/x.git', null],
  ['git+file:///re%20po@a%2Fb', 'file:///re po', 'a/b'],
  ['git+https://a.invalid/x.git@v1?depth=1', 'https://a.invalid/x.git?depth=1', 'v1'],
])('%s is recorded as pip records it', (given, recorded, revision) => {
  expect(parseGitUrl(given, given)).toMatchObject({ recorded, revision });
});

test('the user of an ssh address stays in what git is asked for', () => {
  expect(parseGitUrl('git+ssh://me@a.invalid/x.git', 'x')).toMatchObject({ url: 'ssh://me@a.invalid/x.git', rewrite: null });
});

test('credentials for http travel apart from the address', () => {
  expect(parseGitUrl('git+https://user:p%40ss@a.invalid:8443/x/y.git@main', 'x')).toMatchObject({
    url: 'https://a.invalid:8443/x/y.git', rewrite: { from: 'https://a.invalid:8443/', to: 'https://user:p%40ss@a.invalid:8443/' },
  });
});

test.each([
  ['git+https://user:secret@a.invalid/x.git@v1', 'git+https://a.invalid/x.git@v1'],
  ['https://user:secret@a.invalid/x.zip#sha256=00', 'https://a.invalid/x.zip#sha256=00'],
  ['git+ssh://git@a.invalid/x.git', 'git+ssh://git@a.invalid/x.git'],
  ['file:///my%20project#subdirectory=x', '/my project'],
])('%s is shown without credentials', (given, shown) => {
  expect(shownReference(given)).toBe(shown);
});
