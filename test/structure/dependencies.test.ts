import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listedPackages } from './listed-packages.js';

type Pinned = Readonly<Record<string, { readonly dev?: boolean }>>;
type Manifest = Readonly<Record<'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>> & { readonly dependencies?: object; readonly scripts: object };

const { packages }: { readonly packages: Pinned } = JSON.parse(readFileSync('npm-shrinkwrap.json', 'utf8'));
const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));

test('the README lists every package that npm installs beside depsec, with a reason', () => {
  const installed = Object.entries(packages).filter(([key, { dev }]) => key !== '' && dev !== true);
  const names = new Set(installed.map(([key]) => key.split('node_modules/').at(-1) ?? ''));
  expect(listedPackages('installed beside depsec').toSorted()).toEqual([...names].toSorted());
});

test('nothing is installed that depsec could not do without', () => {
  expect(manifest.dependencies).toBeUndefined();
});

test('nothing runs when depsec is installed', () => {
  expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)?install$|^(?:pre|post)?prepare$/.test(name))).toEqual([]);
});

test('every version is exact', () => {
  const versions = Object.values({ ...manifest.devDependencies, ...manifest.optionalDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

// What runs or reads the code without being named in it: programs, types, and versions that are held for the sake of another package.
const NOT_IMPORTED = /^(?:oxlint|oxlint-tsgolint|typescript|vite|rollup|ajv-formats-draft2019|@types\/.+)$/;

test('every direct dependency is used', () => {
  const folders = ['src', 'test', 'data'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`));
  const code = [...folders.filter((name) => /\.m?ts$|\.mjs$/.test(name)), 'build.mjs', 'vitest.config.ts'].map((name) => readFileSync(name, 'utf8')).join('\n');
  const names = Object.keys({ ...manifest.devDependencies, ...manifest.optionalDependencies });
  const isUsed = (name: string): boolean => new RegExp(`(?:from|import|import\\(|require\\(|resolve\\() ?'${name}['/]`).test(code);
  expect(names.filter((name) => !NOT_IMPORTED.test(name) && !isUsed(name))).toEqual([]);
});
