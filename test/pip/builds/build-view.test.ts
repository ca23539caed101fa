import { describe, expect, test } from 'vitest';
import { buildView, privateCaches, type BuildSite, type BuildSurroundings } from '../../../src/pip/builds/build-view.js';

const run = '/home/me/.depsec/runs/1/build-x';
const site: BuildSite = { name: 'acorn', project: `${run}/source/sub`, tree: `${run}/source`, folder: run, temporary: `${run}/tmp`, readable: [`${run}/environment`], prefixes: ['/home/me/.pyenv/versions/3.12'] };
const usual: BuildSurroundings = { home: '/home/me', path: ['/usr/bin'], variables: {}, network: false, certFiles: [] };
const view = (surroundings: Partial<BuildSurroundings> = {}, more: Partial<BuildSite> = {}) => buildView({ ...site, ...more }, { ...usual, ...surroundings });

test('a build writes its own tree and folder, and nothing else', () => {
  expect(view()).toMatchObject({ writable: [`${run}/source`, run], cwd: `${run}/source/sub`, network: false });
});

test('the home is empty, but the interpreter in it is there', () => {
  const { emptyFolders, readable } = view();
  expect(emptyFolders).toContain('/home/me');
  expect(readable).toEqual(expect.arrayContaining(['/usr', '/etc', '/home/me/.pyenv/versions/3.12', `${run}/environment`]));
});

test.each(['/', '/home', '/home/me'])('PATH or a variable does not open %s, which holds the home', (folder) => {
  expect(view({ path: [folder], variables: { CUDA_HOME: folder, CFLAGS: `-I${folder}` } }, { readable: [folder] }).readable).not.toContain(folder);
});

test.each(['/home/me', '/home/me/.local'])('of an interpreter below %s only what it needs is shown', (prefix) => {
  const { readable } = view({}, { prefixes: [prefix] });
  expect(readable).not.toContain(prefix);
  expect(readable).toEqual(expect.arrayContaining([`${prefix}/bin`, `${prefix}/lib`, `${prefix}/include`]));
});

test('what the user points compilers and tools at can be read', () => {
  const variables = { CUDA_HOME: '/srv/cuda', PKG_CONFIG_PATH: '/srv/a/pkgconfig:/srv/b/pkgconfig', CFLAGS: '-O2 -I/srv/include -DX=1', LDFLAGS: '-L/srv/lib' };
  expect(view({ variables, path: ['/home/me/.local/bin'] }).readable).toEqual(expect.arrayContaining(['/srv/cuda', '/srv/a/pkgconfig', '/srv/b/pkgconfig', '/srv/include', '/srv/lib', '/home/me/.local/bin', '/home/me/.rustup']));
});

test.each(['CARGO_HOME', 'PYTHONUSERBASE', 'HOME', 'TMPDIR'])('%s, which passwords lie in or beside, is not shown', (name) => {
  expect(view({ variables: { [name]: '/srv/secret' } }).readable).not.toContain('/srv/secret');
});

describe('among what can be read', () => {
  test.each(['/etc/shadow', '/etc/pip.conf', '/home/me/.pyenv/versions/3.12/pip.conf'])('%s is empty', (file) => {
    expect(view().emptyFiles).toContain(file);
  });
  test.each(['/etc/ssh', '/etc/xdg/pip', '/etc/docker'])('%s is empty', (folder) => {
    expect(view().emptyFolders).toContain(folder);
  });
});

test('with the network come the names of its servers and the certificates', () => {
  expect(view({ network: true, certFiles: ['/srv/ca.pem'] })).toMatchObject({ network: true, readable: expect.arrayContaining(['/etc/resolv.conf', '/srv/ca.pem']) });
});

test.each([null, '/'])('a home that is %s hides nothing', (home) => {
  expect(view({ home }).emptyFolders).not.toContain(home);
});

test('caches that would lie in the home lie in the folder of the build', () => {
  expect(Object.values(privateCaches(site)).every((folder) => folder.startsWith(`${run}/tmp/`))).toBe(true);
});
