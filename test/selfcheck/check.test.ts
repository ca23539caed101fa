import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ToolError } from '../../src/core/errors.js';
import type { SelfCheck } from '../../src/core/self-check.js';
import { asSha256 } from '../../src/platform/files.js';
import { checkInstallation } from '../../src/selfcheck/check.js';
import { smallRelease } from './small-release.js';

const check = (root: string): Promise<SelfCheck> => checkInstallation({ root, startedAs: null });

const told = ({ mismatches }: SelfCheck): readonly string[] => mismatches.map(({ kind, path }) => `${kind} ${path}`);

test('an installation as it was released has nothing to tell, and counts what it compared', async () => {
  const { root } = await smallRelease();
  const result = await check(root);
  expect(result).toMatchObject({ mismatches: [], unchecked: [], notInstalled: [], unpinned: [], compared: { own: 6, dependencies: 4, filesOfDependencies: 6 }, manifest: { files: 12 } });
});

test('the digest of the manifest is the one that sha256sum prints', async () => {
  const { root } = await smallRelease();
  const { manifest } = await check(root);
  expect(manifest.sha256).toBe(createHash('sha256').update(readFileSync(join(root, 'manifest.sha256'))).digest('hex'));
});

test('a changed byte, a missing file and one too many are each named', async () => {
  const { root, write, remove } = await smallRelease();
  write('dist/main.cjs', 'maim');
  remove('README.md');
  write('dist/deep/extra.js', '');
  write('extra.json', '');
  expect(told(await check(root)).toSorted()).toEqual(['changed dist/main.cjs', 'missing README.md', 'unexpected dist/deep/extra.js', 'unexpected extra.json']);
});

test('a link in place of a file is a change, even where it leads to the same bytes, and a link too many is unexpected', async () => {
  const { root, write, remove } = await smallRelease();
  write('../copy.js', 'main');
  remove('dist/main.cjs');
  symlinkSync('../../copy.js', join(root, 'dist/main.cjs'));
  symlinkSync('deep', join(root, 'dist/node_modules'));
  expect(told(await check(root)).toSorted()).toEqual(['changed dist/main.cjs', 'unexpected dist/node_modules']);
});

test('a file that cannot be read is neither a match nor a mismatch', async () => {
  const { root } = await smallRelease();
  const result = await checkInstallation({ root, startedAs: null }, async (path) => {
    if (path.endsWith('chunk.js')) throw new ToolError('disk', 'cannot read it');
    return asSha256(createHash('sha256').update(readFileSync(path)).digest('hex'));
  });
  expect(result).toMatchObject({ mismatches: [], unchecked: [{ path: 'dist/deep/chunk.js', why: 'cannot read it' }] });
});

test('files of dependencies are compared, and so is what lies between them', async () => {
  const { root, write } = await smallRelease();
  write('node_modules/fast/index.js', 'slow');
  write('node_modules/fast/more.js', '');
  write('node_modules/fast.js', 'Node loads this in place of the folder');
  write('node_modules/fast/node_modules/helper/index.js', 'and this in place of the other helper');
  write('node_modules/fast/node_modules/tool/index.js', 'nobody asks for this');
  expect(told(await check(root)).toSorted()).toEqual([
    'changed node_modules/fast/index.js',
    'unexpected node_modules/fast.js',
    'unexpected node_modules/fast/more.js',
    'unexpected node_modules/fast/node_modules/tool',
    'version node_modules/fast/node_modules/helper',
  ]);
});

test('what an install script compiled is listed and compared with nothing', async () => {
  const { root, write } = await smallRelease();
  write('node_modules/fast/build/Release/fast.node', 'compiled by another compiler');
  const result = await check(root);
  expect(result.mismatches).toEqual([]);
  expect(result.compiled.toSorted()).toEqual(['node_modules/fast/build/Release/fast.node', 'node_modules/fast/helper/helper.target.mk']);
});

test('a package without an install script has no such excuse', async () => {
  const { root, write } = await smallRelease();
  write('node_modules/helper/build/new.node', '');
  expect(told(await check(root))).toEqual(['unexpected node_modules/helper/build/new.node']);
});

test('a dependency of another version is told once, and not by each of its files', async () => {
  const { root, write } = await smallRelease();
  write('node_modules/helper/package.json', '{ "version": "2.0.1" }');
  expect((await check(root)).mismatches).toEqual([{ kind: 'version', path: 'node_modules/helper', detail: '2.0.1; npm-shrinkwrap.json pins 2.0.0' }]);
});

test('a dependency is found where Node would load it from, further up too', async () => {
  const { root, write, remove } = await smallRelease();
  remove('node_modules/fast');
  write('../fast/package.json', '{ "version": "0.9.0" }');
  expect((await check(root)).mismatches).toMatchObject([{ kind: 'version', path: join(root, '..', 'fast') }]);
});

test('what only ran while installing may be of another version, and is told', async () => {
  const { root, write, remove } = await smallRelease();
  remove('node_modules/tool');
  write('../tool/package.json', '{ "version": "1.0.1" }');
  expect(await check(root)).toMatchObject({ mismatches: [], unchecked: [], unpinned: [{ path: join(root, '..', 'tool'), version: '1.0.1', pinned: '1.0.0' }] });
});

test('what is loaded as well may not, nor may files of the pinned version differ', async () => {
  const { root, write, remove } = await smallRelease();
  remove('node_modules/helper');
  write('../helper/package.json', '{ "version": "2.0.1" }');
  write('node_modules/prebuild-install/more.js', '');
  expect(told(await check(root)).toSorted()).toEqual(['unexpected node_modules/prebuild-install/more.js', `version ${join(root, '..', 'helper')}`].toSorted());
});

test('an installer may put a pinned package elsewhere, and each copy of it is compared', async () => {
  const { root, write } = await smallRelease();
  write('node_modules/fast/node_modules/helper/package.json', '{ "name": "helper", "version": "2.0.0" }');
  write('node_modules/fast/node_modules/helper/index.js', 'helper');
  expect(told(await check(root))).toEqual([]);
  write('node_modules/fast/node_modules/helper/index.js', 'helped');
  expect(told(await check(root))).toEqual(['changed node_modules/fast/node_modules/helper/index.js']);
});

test('optional packages that npm left out are told and fail nothing, and what only they need is not looked for', async () => {
  const { root, write, remove } = await smallRelease();
  remove('node_modules');
  write('../helper/package.json', '{ "version": "9.9.9" }');
  expect(await check(root)).toMatchObject({ mismatches: [], unchecked: [], notInstalled: ['fast'], compared: { dependencies: 0 } });
});

test('what an installed dependency needs may not be missing', async () => {
  const { root, remove } = await smallRelease();
  remove('node_modules/helper');
  expect(told(await check(root))).toEqual(['missing node_modules/helper']);
});

test('a dependency that the build knew nothing of is not verified', async () => {
  const { root, write } = await smallRelease({ without: ['node_modules'] });
  write('node_modules/fast/package.json', '{ "version": "1.0.0" }');
  write('node_modules/helper/package.json', '{ "version": "2.0.0" }');
  write('node_modules/prebuild-install/package.json', '{ "version": "1.0.1" }');
  expect((await check(root)).unchecked.map(({ path }) => path)).toEqual(['node_modules/fast', 'node_modules/helper']);
});

test('a changed shrinkwrap vouches for nothing', async () => {
  const { root, write } = await smallRelease();
  write('npm-shrinkwrap.json', '{ "packages": {} }');
  const result = await check(root);
  expect(told(result)).toEqual(['changed npm-shrinkwrap.json']);
  expect(result.unchecked).toMatchObject([{ path: 'node_modules' }]);
});

test.each([
  ['missing', null],
  ['empty', ''],
  ['no list of digests', '{}'],
  ['cut off', `${'0'.repeat(64)}  dist/main.cjs\n${'0'.repeat(30)}`],
])('a manifest that is %s verifies nothing', async (_, text) => {
  const { root, write, remove } = await smallRelease();
  remove('manifest.sha256');
  for (const present of text === null ? [] : [text]) write('manifest.sha256', present);
  await expect(check(root)).rejects.toMatchObject({ code: 'verification-failed' });
});

test('a manifest without the shrinkwrap checks no dependency', async () => {
  const { root, write } = await smallRelease();
  const lines = readFileSync(join(root, 'manifest.sha256'), 'utf8').split('\n').filter((line) => !line.endsWith('npm-shrinkwrap.json'));
  write('manifest.sha256', lines.join('\n'));
  const result = await check(root);
  expect(told(result)).toEqual(['unexpected npm-shrinkwrap.json']);
  expect(result.unchecked).toMatchObject([{ path: 'node_modules' }]);
});

test('in a checkout only what a release holds is looked at, and build tools may lie beside it', async () => {
  const { root, write } = await smallRelease({ place: 'depsec' });
  write('build.mjs', '');
  write('src/main.ts', '');
  write('node_modules/builder/index.js', '');
  write('node_modules/stranger/index.js', '');
  write('dist/extra.js', '');
  const result = await check(root);
  expect(result.source).toEqual({ kind: 'checkout', from: null });
  expect(told(result).toSorted()).toEqual(['unexpected dist/extra.js', 'unexpected node_modules/stranger']);
});

test('in an installation build tools are as unexpected as anything else', async () => {
  const { root } = await smallRelease();
  mkdirSync(join(root, 'node_modules/builder'));
  writeFileSync(join(root, 'build.mjs'), '');
  expect(told(await check(root)).toSorted()).toEqual(['unexpected build.mjs', 'unexpected node_modules/builder']);
});
