import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { madeFor } from '../../src/python/backends/made-for.js';

test('what was compiled here tells for which Node, and what brings its machine code along tells nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-made-for-'));
  const manifest = join(folder, 'package.json');
  expect(madeFor(manifest)).toBeNull();
  mkdirSync(join(folder, 'build'));
  writeFileSync(join(folder, 'build', 'config.gypi'), '# Do not edit.\n{ "variables": { "napi_build_version": "9", "node_module_version": 127 } }\n');
  expect(madeFor(manifest)).toBe('127');
});

test('the parser of this checkout was made for this Node', () => {
  expect([null, process.versions.modules]).toContain(madeFor(createRequire(import.meta.url).resolve('tree-sitter/package.json')));
});
