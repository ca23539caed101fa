import { expect, test } from 'vitest';
import type { SelfCheck } from '../../../src/core/self-check.js';
import type { Look } from '../../../src/core/run.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { selfCheckJson } from '../../../src/reporters/verify/json.js';
import { selfCheckTable } from '../../../src/reporters/verify/table.js';

const CLEAN: SelfCheck = {
  root: untrusted('/usr/lib/node_modules/depsec'),
  source: { kind: 'npm-global', from: null },
  manifest: { sha256: 'ab'.repeat(32), files: 5 },
  compared: { own: 3, dependencies: 1, filesOfDependencies: 2 },
  compiled: [],
  unpinned: [],
  notInstalled: [],
  mismatches: [],
  unchecked: [],
};
const LOOK: Look = { verbosity: 'normal', colour: false, unicode: true, columns: 100 };
const CHANGED: SelfCheck['mismatches'] = [
  { kind: 'changed', path: untrusted('dist/work.js'), detail: null },
  { kind: 'unexpected', path: untrusted('dist/\u001b[2Jx.js'), detail: untrusted('a link or a device') },
];

const table = (check: Partial<SelfCheck>, look: Partial<Look> = {}): string => selfCheckTable({ check: { ...CLEAN, ...check }, version: '1.0.0', ruleset: 'abc' }, { ...LOOK, ...look });
const json = (check: Partial<SelfCheck>): unknown => JSON.parse(selfCheckJson({ check: { ...CLEAN, ...check }, version: '1.0.0', ruleset: 'abc' }));

test('a clean installation is told with its version, its source and the digest to compare with the release page', () => {
  expect(table({})).toBe(`depsec    1.0.0 (rule set abc)
installed npm, for all projects (npm install -g)
folder    /usr/lib/node_modules/depsec
manifest  sha256 ${'ab'.repeat(32)}
compared  3 files of depsec, 2 files of 1 dependency

✓ Every file is as the manifest says
`);
});

test('what differs is named, counted and escaped, and nobody is sent on', () => {
  expect(table({ mismatches: CHANGED }, { verbosity: 'quiet' })).toBe(`  changed    dist/work.js
  unexpected dist/\\x1b[2Jx.js: a link or a device

✗ Not as it was made: 1 changed, 1 unexpected
  → If you did not change this yourself, do not use it: remove this depsec and install it again.
`);
});

test('what could not be compared is never shown as verified', () => {
  const unchecked = [{ path: untrusted('dist/a.js'), why: untrusted('permission denied') }];
  expect(table({ unchecked }, { verbosity: 'quiet' })).toBe('  not compared dist/a.js: permission denied\n\nNot verified: 1 item could not be compared\n');
  expect(json({ unchecked })).toMatchObject({ verified: null });
});

test('compiled parts are counted by package, and listed with --verbose', () => {
  const compiled = [untrusted('node_modules/fast/build/fast.node')];
  expect(table({ compiled })).toContain('compiled  1 file of fast, made on this machine and compared with nothing\n');
  expect(table({ compiled })).not.toContain('fast.node');
  expect(table({ compiled }, { verbosity: 'verbose' })).toContain('node_modules/fast/build/fast.node');
});

test('a package of another version that is never loaded is told in one line', () => {
  const unpinned = [{ path: untrusted('/p/node_modules/node-abi'), version: untrusted('3.2.0'), pinned: untrusted('3.1.0') }];
  expect(table({ unpinned })).toContain('unpinned  node-abi 3.2.0 in place of 3.1.0: ran while installing, is never loaded\n');
  expect(json({ unpinned })).toMatchObject({ verified: true, unpinned });
});

test('JSON holds the same, with the verdict as one field', () => {
  expect(json({})).toMatchObject({ schema: 1, verified: true, version: '1.0.0', source: { kind: 'npm-global' }, manifest: { files: 5 } });
  expect(json({ mismatches: CHANGED })).toMatchObject({ verified: false, mismatches: [{ kind: 'changed', path: 'dist/work.js' }, { kind: 'unexpected' }] });
});
