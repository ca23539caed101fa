import { expect, test } from 'vitest';
import { trailOf, type LookAt } from '../../../src/platform/sandbox/trail.js';

/** A disk on which everything is there but what `missing` names, with these links. */
const disk = (links: Readonly<Record<string, string>>, missing: readonly string[] = []): LookAt => (path) => {
  const link = links[path];
  if (missing.includes(path)) return 'missing';
  return link === undefined ? 'present' : { link };
};

test('a path without links leads to itself', () => {
  expect(trailOf('/usr/bin/python3', disk({}))).toEqual({ real: '/usr/bin/python3', links: [] });
});

test('each link on the way is told, those of folders too', () => {
  const found = trailOf('/home/me/env/bin/python', disk({ '/home': 'var/home', '/var/home/me/env/bin/python': '/var/home/me/py/3/bin/python3', '/var/home/me/py/3': '3.12', '/var/home/me/py/3.12/bin/python3': 'python3.12' }));
  expect(found).toEqual({
    real: '/var/home/me/py/3.12/bin/python3.12',
    links: [
      { path: '/home', target: 'var/home' },
      { path: '/var/home/me/env/bin/python', target: '/var/home/me/py/3/bin/python3' },
      { path: '/var/home/me/py/3', target: '3.12' },
      { path: '/var/home/me/py/3.12/bin/python3', target: 'python3.12' },
    ],
  });
});

test('dots lead up from where a link has led to', () => {
  expect(trailOf('/a/link/../b', disk({ '/a/link': '/x/y' }))?.real).toBe('/x/b');
});

test.each([
  ['leads nowhere', '/gone/bin', disk({}, ['/gone'])],
  ['is a link to nothing', '/a', disk({ '/a': 'b' }, ['/b'])],
  ['goes round in a circle', '/a', disk({ '/a': '/b', '/b': '/a' })],
])('there is no trail of a path that %s', (_what, path, lookAt) => {
  expect(trailOf(path, lookAt)).toBeNull();
});
