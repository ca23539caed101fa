import { expect, test } from 'vitest';
import { packedPackages } from '../../src/analysis/packed-packages.js';
import type { PackageFacts } from '../../src/core/facts/package-facts.js';

const gapsOf = (kind: PackageFacts['kind'], paths: readonly string[]) => packedPackages({ kind, members: paths.map((path) => ({ path, bytes: 1, kind: 'data' })) });

test('packages that lie packed in an archive are one gap, which says how many they are', () => {
  const [gap, ...more] = gapsOf('archive', ['wheels/README.md', 'wheels/rose-1.0-py3-none-any.whl', 'wheels/tulip-2.0.tar.gz']);
  expect([gap, more]).toMatchObject([{ kind: 'latent', what: 'wheels/rose-1.0-py3-none-any.whl', why: expect.stringContaining('is one of 2 packages') as string }, []]);
  expect(gapsOf('archive', ['rose-1.0.zip'])).toMatchObject([{ why: expect.stringContaining('is a package') as string }]);
});

test('an archive without packages, and a package that brings some for its tests, have no such gap', () => {
  expect(gapsOf('archive', ['data/table.zip', 'notes.txt'])).toEqual([]);
  for (const kind of ['sdist', 'wheel', 'tree', 'installed'] as const) expect(gapsOf(kind, ['tests/rose-1.0-py3-none-any.whl'])).toEqual([]);
});
