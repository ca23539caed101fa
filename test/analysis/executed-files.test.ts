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

const EXECUTES = 'import os\nexec(open(os.path.join(os.path.dirname(__file__), "extra.dat")).read())\n';

/** The texts that were taken for Python when a module executes this data, and what is told to be unread. */
async function parsedOf(data: Buffer): Promise<{ readonly texts: readonly string[]; readonly unread: readonly string[] }> {
  const path = join(mkdtempSync(join(tmpdir(), 'depsec-executed-')), 'plum-1.0.0-py3-none-any.whl');
  writeFileSync(path, buildWheel({ name: 'plum', version: '1.0.0', files: { 'plum/__init__.py': EXECUTES, 'plum/extra.dat': data } }).bytes);
  const texts: string[] = [];
  const loadParser = async (): ReturnType<ReturnType<typeof parserLoader>> => {
    const parser = await parserLoader('.')('full');
    return { ...parser, parse: (text, spend) => (texts.push(text), parser.parse(text, spend)) };
  };
  const { gaps } = await analyseArchive(path, { rules, loadParser }, { name: parsePackageName('plum'), version: untrusted('1.0.0') });
  return { texts: texts.filter((text) => text !== EXECUTES), unread: gaps.map(({ what }) => what) };
}

test.each([
  ['text', Buffer.from('import os\nos.system("true")\n'), true],
  ['text in UTF-16, which may be read as such', Buffer.from('\ufeffimport os\nname = "gr\u00fcn"\n', 'utf16le'), true],
  ['a library or anything else that is no text', Buffer.from('MZ\u0000\u0001 a ( b \u00ff'.repeat(100), 'latin1'), false],
])('data that a module executes is read as Python where it is text, and told to be unread where not: %s', async (_, data, isRead) => {
  const { texts, unread } = await parsedOf(data);
  expect([texts.length > 0, isRead || unread.includes('plum/extra.dat')]).toEqual([isRead, true]);
});
