import { symlink, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { limits } from '../../src/archive/limits.js';
import type { Analyser } from '../../src/analysis/analyser.js';
import type { ArchiveAnalysis } from '../../src/core/archive-analysis.js';
import type { PackageFacts } from '../../src/core/facts/package-facts.js';
import { parsePackageName } from '../../src/core/name.js';
import { defineRule } from '../../src/core/rule.js';
import nativeCode from '../../src/rules/archive-native-code.js';
import { tarOf } from '../archive/hostile-tar.js';
import { zipOf } from '../archive/hostile-zip.js';
import { inFolder } from '../archive/reading.js';
import { analyserWith, tellWhen } from './fake-reader.js';

const UNKNOWN = { name: null, version: null };
const METADATA = 'Metadata-Version: 2.1\nName: Garden\nVersion: 1.0\n\nGrows.';

async function analysed(fileName: string, bytes: Buffer, analyser: Analyser): Promise<ArchiveAnalysis> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, fileName), bytes);
    return analyseArchive(join(folder, fileName), analyser, UNKNOWN);
  });
}

const wheel = (files: Readonly<Record<string, string>>): Buffer =>
  zipOf(Object.entries({ ...files, 'garden-1.0.dist-info/METADATA': files['garden-1.0.dist-info/METADATA'] ?? METADATA }).map(([name, data]) => ({ name, data })));
const sdist = (files: Readonly<Record<string, string>>): Buffer =>
  gzipSync(tarOf(Object.entries({ ...files, 'PKG-INFO': METADATA }).map(([name, data]) => ({ name: `garden-1.0/${name}`, data }))));
const WHEEL = 'garden-1.0-py3-none-any.whl';
const SDIST = 'garden-1.0.tar.gz';

const whenOf = ({ findings }: ArchiveAnalysis): Readonly<Record<string, string>> => Object.fromEntries(findings.map(({ file, message }) => [String(file), String(message)]));

test('a file that the system does not give says nothing about a package: it is an error, not a refused archive that would be kept', async () => {
  await expect(analyseArchive('/nowhere/garden-1.0-py3-none-any.whl', analyserWith({ tell: tellWhen }), UNKNOWN)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a wheel tells its kind, its name and version, and when each of its files runs', async () => {
  const files = { 'garden/__init__.py': '', 'setup.py': '', 'sitecustomize.py': '', 'garden/sitecustomize.py': '', 'garden/make-docs.py': '', 'garden-1.0.data/scripts/dig.py': '', 'garden-1.0.data/purelib/usercustomize.py': '' };
  const analysis = await analysed(WHEEL, wheel(files), analyserWith({ tell: tellWhen }));
  expect(analysis).toMatchObject({ kind: 'wheel', name: 'Garden', version: '1.0', gaps: [] });
  expect(whenOf(analysis)).toEqual({
    'garden/__init__.py': 'import',
    'setup.py': 'import',
    'sitecustomize.py': 'start',
    'garden/sitecustomize.py': 'import',
    'garden/make-docs.py': 'latent',
    'garden-1.0.data/scripts/dig.py': 'latent',
    'garden-1.0.data/purelib/usercustomize.py': 'start',
  });
});

test('in an sdist setup.py at the root runs at install, deeper ones do not, and what lies in no package is latent', async () => {
  const analysis = await analysed(SDIST, sdist({ 'setup.py': '', 'garden/__init__.py': '', 'garden/setup.py': '', 'tests/data/setup.py': '', 'plant.py': '', 'src/dig.py': '', 'src/sitecustomize.py': '' }), analyserWith({ tell: tellWhen }));
  expect(analysis).toMatchObject({ kind: 'sdist', name: 'Garden', version: '1.0' });
  expect(whenOf(analysis)).toEqual({
    'garden-1.0/setup.py': 'install',
    'garden-1.0/garden/__init__.py': 'import',
    'garden-1.0/garden/setup.py': 'import',
    'garden-1.0/tests/data/setup.py': 'latent',
    'garden-1.0/plant.py': 'latent',
    'garden-1.0/src/dig.py': 'import',
    'garden-1.0/src/sitecustomize.py': 'start',
  });
});

test('a folder is a tree, and its setup.py runs at install', async () => {
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'setup.py'), '');
    const analysis = await analyseArchive(folder, analyserWith({ tell: tellWhen }), UNKNOWN);
    expect(analysis.kind).toBe('tree');
    expect(whenOf(analysis)).toEqual({ 'setup.py': 'install' });
  });
});

test('a wheel under the name of an sdist is known by its bytes', async () => {
  const analysis = await analysed(SDIST, wheel({}), analyserWith({}));
  expect(analysis.kind).toBe('wheel');
});

test('a finding carries rule, place, the guilty line and why it matters', async () => {
  const analysis = await analysed(WHEEL, wheel({ 'garden/a.py': `  ${'x'.repeat(300)}\n` }), analyserWith({ tell: tellWhen }));
  expect(analysis.findings).toEqual([
    { rule: 'tell', severity: 'info', confidence: 'high', message: 'import', why: 'Says it.', file: 'garden/a.py', line: 1, snippet: 'x'.repeat(200) },
  ]);
});

test('findings are sorted by severity, file and line, whatever the order of members and rules', async () => {
  const rule = defineRule({
    kind: 'source',
    title: 'Two',
    docs: 'Two.',
    check: ({ path }) => [
      { severity: 'low', message: 'second line', at: { line: 2 } },
      { severity: 'low', message: 'first line', at: { line: 1 } },
      { severity: path === 'garden/z.py' ? 'critical' : 'info', message: 'whole file' },
    ],
  });
  const analysis = await analysed(WHEEL, wheel({ 'garden/z.py': 'a\nb', 'garden/a.py': 'a\nb' }), analyserWith({ rule }));
  expect(analysis.findings.map(({ severity, file, line }) => `${severity} ${file} ${line ?? '-'}`)).toEqual([
    'critical garden/z.py -',
    'low garden/a.py 1',
    'low garden/a.py 2',
    'low garden/z.py 1',
    'low garden/z.py 2',
    'info garden/a.py -',
  ]);
});

test('what a rule says twice of one line in the same words is told once', async () => {
  const lines = [1, 1, 2].map((line) => ({ severity: 'low' as const, message: 'again', at: { line } }));
  const repeating = defineRule({ kind: 'source', title: 'Repeats', docs: 'Repeats.', check: () => [...lines, { severity: 'medium', message: 'again', at: { line: 2 } }] });
  const analysis = await analysed(WHEEL, wheel({ 'garden/a.py': '' }), analyserWith({ repeating }));
  expect(analysis.findings.map(({ severity, line }) => `${severity} ${line}`)).toEqual(['medium 2', 'low 1', 'low 2']);
});

test('a rule that throws becomes a gap that names it, and the others still run', async () => {
  const broken = defineRule({
    kind: 'source',
    title: 'Broken',
    docs: 'Broken.',
    check: () => {
      throw new Error('no such thing');
    },
  });
  const analysis = await analysed(WHEEL, wheel({ 'garden/a.py': '' }), analyserWith({ broken, tell: tellWhen }));
  expect(analysis.gaps).toEqual([{ kind: 'runs', what: 'garden/a.py', why: 'rule broken failed: no such thing' }]);
  expect(analysis.findings).toHaveLength(1);
});

test('a file that the reader fails on is a gap, a parser that does not load is an error', async () => {
  const analyser = analyserWith({});
  const failing: Analyser = { ...analyser, readSource: () => Promise.reject(new RangeError('too deep')) };
  const analysis = await analysed(WHEEL, wheel({ 'garden/a.py': '' }), failing);
  expect(analysis.gaps).toEqual([{ kind: 'runs', what: 'garden/a.py', why: 'could not be read: too deep' }]);
  const parserless: Analyser = { ...analyser, readSource: (_file, loadParser) => loadParser().then(() => ({ facts: null, literalLength: 0, concerns: 0, lines: () => [], gaps: [] })) };
  await expect(analysed(WHEEL, wheel({ 'garden/a.py': '' }), parserless)).rejects.toThrow('no test here parses Python');
});

test('text rules see .pth files', async () => {
  const rule = defineRule({ kind: 'text', title: 'Text', docs: 'Text.', check: ({ path, lines }) => [{ severity: 'high', message: `${path} ${lines.length}`, at: { line: 2 } }] });
  const analysis = await analysed(WHEEL, wheel({ 'garden.pth': 'a\nb\nc', 'notes.txt': 'a' }), analyserWith({ rule }));
  expect(analysis.findings).toMatchObject([{ message: 'garden.pth 3', file: 'garden.pth', line: 2, snippet: 'b' }]);
});

test('package rules see name, members with their kinds, metadata and RECORD', async () => {
  const seen: PackageFacts[] = [];
  const rule = defineRule({ kind: 'package', title: 'Package', docs: 'Package.', check: (facts) => (seen.push(facts), []) });
  const files = { 'garden/a.py': '', 'garden/b.txt': 'text', 'garden/c.bin': '\0\x01', 'garden/d.so': '\x7fELF\x02\x01\x01\0', 'garden-1.0.dist-info/RECORD': 'garden/a.py,,\ngarden/gone.py,,\n' };
  await analysed(WHEEL, wheel(files), analyserWith({ rule }));
  const [facts] = seen;
  expect(facts?.name).toBe(parsePackageName('garden'));
  expect(facts?.members.slice(0, 4).map(({ kind }) => kind)).toEqual(['python', 'text', 'data', 'native']);
  expect(facts?.metadata?.fields.get('name')).toEqual(['Garden']);
  expect(facts?.wheel?.record).toMatchObject({ missing: ['garden/gone.py'], unhashed: ['garden/a.py'] });
  expect(facts?.wheel?.record?.unlisted).toContain('garden/d.so');
  expect(facts?.wheel?.problems).toEqual(['no WHEEL in garden-1.0.dist-info']);
});

test('what the metadata says that the package needs is kept, line by line', async () => {
  const metadata = 'Metadata-Version: 2.1\nName: Garden\nVersion: 1.0\nRequires-Dist: petals>=1\nRequires-Dist: leaf ; extra == "x"\n';
  const analysis = await analysed(WHEEL, wheel({ 'garden-1.0.dist-info/METADATA': metadata }), analyserWith({}));
  expect(analysis.requires).toEqual(['petals>=1', 'leaf ; extra == "x"']);
});

test('native code is told once and is no gap', async () => {
  const analysis = await analysed(WHEEL, wheel({ 'a.so': '\x7fELF\x02\x01\x01\0', 'b.dll': 'MZ' }), analyserWith({ nativeCode }));
  expect(analysis.gaps).toEqual([]);
  expect(analysis.findings).toMatchObject([{ severity: 'info', message: 'native code, not read: a.so and 1 more (10 bytes)' }]);
});

test('a refused archive is a gap that would block, and what was found before stays', async () => {
  const bytes = zipOf([{ name: 'garden/a.py', data: 'a' }, { name: 'garden/b.py', data: 'b', crc: 1 }]);
  const analysis = await analysed(WHEEL, bytes, analyserWith({ tell: tellWhen }));
  expect(analysis.kind).toBe('wheel');
  expect(analysis.findings).toHaveLength(1);
  expect(analysis.gaps).toMatchObject([{ kind: 'runs', what: WHEEL }]);
  expect(analysis.gaps[0]?.why).toContain('refused (checksum)');
});

test('Python beyond the limit is a gap, other large members are not', async () => {
  const large = 'x'.repeat(limits.codeFileBytes + 1);
  const members = ['garden/a.py', 'garden/b-c.py', 'garden/d.bin', 'garden/models/e.pth'].map((name) => ({ name, data: large, method: 0 }));
  const analysis = await analysed(WHEEL, zipOf([...members, { name: 'garden-1.0.dist-info/METADATA', data: METADATA }]), analyserWith({ tell: tellWhen }));
  expect(analysis.gaps.map(({ kind, what }) => `${kind} ${what}`)).toEqual(['latent garden/b-c.py', 'runs garden/a.py']);
});

test('a link in the place of code is a gap, a link among documents is not', async () => {
  const tar = tarOf([{ name: 'g-1/setup.py', type: '2', link: 'gone.py' }, { name: 'g-1/README', type: '2', link: 'docs' }]);
  const analysis = await analysed(SDIST, tar, analyserWith({}));
  expect(analysis.gaps).toMatchObject([{ kind: 'runs', what: 'g-1/setup.py' }]);
});

test('a link that a build runs is judged by what it leads to, whatever that is called', async () => {
  const tar = tarOf([{ name: 'g-1/notes.txt', data: 'x' }, { name: 'g-1/b', type: '2', link: 'notes.txt' }, { name: 'g-1/setup.py', type: '2', link: 'b' }]);
  const analysis = await analysed(SDIST, tar, analyserWith({ tell: tellWhen }));
  expect(analysis.gaps).toEqual([]);
  expect(whenOf(analysis)).toEqual({ 'g-1/setup.py': 'install' });
});

test.each([
  ['judged as strictly where it lies', 'a.py', {}],
  ['judged as latent where it lies', '../docs/d.py', { 'g-1/garden/b.py': 'import' }],
  ['no module where it lies', '../bin/garden', { 'g-1/garden/b.py': 'import' }],
])('what a link leads to that is %s is judged once as strictly as the link', async (_, link, more) => {
  const tar = tarOf([{ name: 'g-1/setup.py' }, { name: 'g-1/garden/__init__.py' }, { name: 'g-1/garden/a.py', data: 'a' }, { name: 'g-1/docs/d.py', data: 'd' }, { name: 'g-1/bin/garden', data: 'd' }, { name: 'g-1/garden/b.py', type: '2', link }]);
  const analysis = await analysed(SDIST, tar, analyserWith({ tell: tellWhen }));
  expect(analysis.gaps).toEqual([]);
  expect(whenOf(analysis)).toEqual({ 'g-1/setup.py': 'install', 'g-1/garden/__init__.py': 'import', 'g-1/garden/a.py': 'import', 'g-1/docs/d.py': 'latent', ...more });
});

test('a link to a module that is too large to be read is a gap of the link as well', async () => {
  const tar = tarOf([{ name: 'g-1/setup.py' }, { name: 'g-1/docs/d.py', data: 'x'.repeat(limits.codeFileBytes + 1) }, { name: 'g-1/b.py', type: '2', link: 'docs/d.py' }]);
  const analysis = await analysed(SDIST, tar, analyserWith({}));
  expect(analysis.gaps.map(({ kind, what }) => `${kind} ${what}`)).toEqual(['latent g-1/docs/d.py', 'runs g-1/b.py']);
});

test('a link that leads out of a folder is a gap', async () => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'garden'));
    await symlink('/', join(folder, 'garden', 'everything'));
    const analysis = await analyseArchive(folder, analyserWith({}), UNKNOWN);
    expect(analysis.gaps).toMatchObject([{ kind: 'latent', what: 'garden/everything' }]);
  });
});

test('an analysis survives JSON unchanged', async () => {
  const analysis = await analysed(WHEEL, wheel({ 'garden/a.py': 'a' }), analyserWith({ tell: tellWhen }));
  expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
});

test('package rules are told where pip would put every file of a wheel, entry points included', async () => {
  const rule = defineRule({
    kind: 'package',
    title: 'Tells where files go',
    docs: 'For this test only.',
    check: (facts: PackageFacts) => (facts.wheel?.installed ?? []).map(({ root, path }) => ({ severity: 'low' as const, message: `${root}: ${path}` })),
  });
  const files = { 'garden/a.py': '', 'garden-1.0.data/data/bin/dig': '', 'garden-1.0.dist-info/entry_points.txt': '[console_scripts]\nplant = garden:plant\n' };
  const { findings } = await analysed(WHEEL, wheel(files), analyserWith({ rule }));
  expect(findings.map(({ message }) => message).filter((message) => !message.includes('dist-info'))).toEqual(['library: garden/a.py', 'scripts: dig', 'scripts: plant']);
});
