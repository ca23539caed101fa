import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/platform/package-root.js';

test('from the sources it is the folder that holds bin and data', () => {
  expect(existsSync(join(packageRoot(), 'src', 'platform', 'package-root.ts'))).toBe(true);
});

test("other packages' folders and broken package files on the way up are passed by", () => {
  const root = mkdtempSync(join(tmpdir(), 'depsec-root-'));
  const inner = join(root, 'dist', 'inner');
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"name":"depsec"}');
  writeFileSync(join(root, 'dist', 'package.json'), '{"name":');
  writeFileSync(join(inner, 'package.json'), '{"name":"other"}');
  expect(packageRoot(inner)).toBe(root);
});

test('a package.json that cannot be read is told as that where no other is depsec\'s', () => {
  const root = mkdtempSync(join(tmpdir(), 'depsec-root-'));
  // Who runs as root may read everything, but nobody reads a folder as a file.
  mkdirSync(join(root, 'dist', 'package.json'), { recursive: true });
  expect(() => packageRoot(join(root, 'dist'))).toThrow(expect.objectContaining({ code: 'disk', message: expect.stringContaining(join(root, 'dist', 'package.json')) }));
  writeFileSync(join(root, 'package.json'), '{"name":"depsec"}');
  expect(packageRoot(join(root, 'dist'))).toBe(root);
});

test('a folder outside of depsec is our bug, said clearly', () => {
  expect(() => packageRoot(mkdtempSync(join(tmpdir(), 'depsec-root-')))).toThrow('no package.json named depsec');
});
