import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { metadataFields, parseCoreMetadata } from '../../src/archive/project/core-metadata.js';
import { sdistFileName, wheelFileName } from '../../src/archive/project/distribution-file-name.js';
import { distInfoProblems, topLevelDistInfos } from '../../src/archive/wheel/wheel-layout.js';
import { checkRecord, parseRecord } from '../../src/archive/wheel/wheel-record.js';

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const row = (path: string, text: string): string => `${path},sha256=${Buffer.from(hex(text), 'hex').toString('base64url')},${text.length}`;

test('metadata fields keep all their values, folded lines included, and the body is the description', () => {
  const text = 'Metadata-Version: 2.1\r\nName: Garden\r\nClassifier: A\r\nClassifier: B\r\nLicense: one\r\n        two\r\n\r\n# Garden\r\n\r\nName: not a field\r\n';
  const metadata = parseCoreMetadata(Buffer.from(text));
  expect(metadata.fields.get('name')).toEqual(['Garden']);
  expect(metadata.fields.get('classifier')).toEqual(['A', 'B']);
  expect(metadata.fields.get('license')).toEqual(['one\ntwo']);
  expect(metadata.description).toBe('# Garden\n\nName: not a field\n');
});

const LICENSED = 'Name: a\nLicense: BSD\n        \n        Copyright\n\t\nRequires-Dist: b\n';

test('a line of blanks goes on with the field above it, as Python reads it: a licence of many paragraphs hides no requirement', () => {
  expect(parseCoreMetadata(Buffer.from(`${LICENSED}\nText\n`)).fields.get('requires-dist')).toEqual(['b']);
  expect(metadataFields(Buffer.from(`${LICENSED}\nText\n`))).toBe(LICENSED);
});

test('the first line that is neither a field nor folded ends the fields, as Python reads them: what stands behind it pip does not see', () => {
  const bytes = Buffer.from('Name: a\nno field\nRequires-Dist: b\n');
  expect(parseCoreMetadata(bytes)).toEqual({ fields: new Map([['name', ['a']]]), description: 'no field\nRequires-Dist: b\n' });
  expect(metadataFields(bytes)).toBe('Name: a\n');
  expect(metadataFields(Buffer.from('no field\n'))).toBeNull();
});

test('what is folded behind a line without a name belongs to no field, as Python reads it', () => {
  expect(parseCoreMetadata(Buffer.from('Requires-Dist: a\n: b\n >=2\nName: c\nFrom d\n e\n')).fields).toEqual(new Map([['requires-dist', ['a']], ['name', ['c']]]));
});

test('a line separator, which ends no line to Python, is a part of the field', () => {
  expect(parseCoreMetadata(Buffer.from('Name: a\nRequires-Dist: b\u2028e\nSummary: c\u2029d\n')).fields).toEqual(new Map([['name', ['a']], ['requires-dist', ['b\u2028e']], ['summary', ['c\u2029d']]]));
});

test('an old description stands in a folded field', () => {
  expect(parseCoreMetadata(Buffer.from('Name: a\nDescription: first\n        second\n       |third\n')).description).toBe('first\nsecond\nthird');
});

test('a field named like a part of every object is an ordinary field', () => {
  expect(parseCoreMetadata(Buffer.from('__proto__: x\nconstructor: y\n')).fields.get('__proto__')).toEqual(['x']);
});

test('RECORD rows have a path that may be quoted, a digest and a size', () => {
  const rows = parseRecord(Buffer.from(`${row('a.py', 'a')}\r\n"b,""c"".py",,\n`));
  expect(rows).toEqual([
    { path: 'a.py', sha256: hex('a'), bytes: 1 },
    { path: 'b,"c".py', sha256: null, bytes: null },
  ]);
});

test.each([
  ['a fourth cell', 'a.py,,,d\nb.py,,\n', ['a.py', 'b.py']],
  ['a quote within a cell', 'a"b.py,,\nb.py,,\n', ['a"b.py', 'b.py']],
  ['a quote that is never closed', 'a.py,,\n"b.py,,\nc.py,,\n', ['a.py', 'b.py,,c.py,,']],
  ['more behind a closing quote', '"a"b.py,,\n"c""d"e.py,,\n', ['ab.py', 'c"de.py']],
  ['a line separator', 'a.py,,\x1cb.py,,\u2028c.py,,\n', ['a.py', 'b.py', 'c.py']],
])('%s in RECORD is read as Python reads it, so that nothing stays uncompared', (_, text, paths) => {
  expect(parseRecord(Buffer.from(text)).map(({ path }) => path)).toEqual(paths);
});

test('RECORD is compared both ways', () => {
  const lines = [row('same.py', 'a'), row('changed.py', 'a'), row('lost.py', 'a'), 'bare.h,,', 'x-1.dist-info/RECORD,,'];
  const held = ['same.py', 'changed.py', 'added.py', 'bare.h', 'x-1.dist-info/RECORD'].map((path) => ({ path, bytes: 1, sha256: hex(path === 'changed.py' ? 'b' : 'a') }));
  expect(checkRecord(parseRecord(Buffer.from(lines.join('\n'))) ?? [], held, 'x-1.dist-info')).toEqual({
    altered: ['changed.py'],
    unlisted: ['added.py'],
    missing: ['lost.py'],
    unhashed: ['bare.h'],
  });
});

test('only dist-info folders at the top count, and one of them must fit the file name', () => {
  const paths = ['my_garden-1.0.dist-info/METADATA', 'my_garden-1.0.dist-info/WHEEL', 'my_garden-1.0.dist-info/RECORD', 'g/_vendor/b-1.dist-info/METADATA'];
  const found = topLevelDistInfos(paths);
  expect(found).toEqual(['my_garden-1.0.dist-info']);
  const problems = (file: string): readonly string[] => distInfoProblems(found, new Set(paths), wheelFileName(file));
  expect(problems('My.Garden-1.0-py3-none-any.whl')).toEqual([]);
  expect(problems('other-1.0-py3-none-any.whl')).toEqual(['my_garden-1.0.dist-info does not fit the file name']);
  expect(distInfoProblems([], new Set(), null)).toEqual(['no dist-info folder']);
  expect(distInfoProblems(['a-1.dist-info', 'b-1.dist-info'], new Set(), null)[0]).toMatch(/^more than one/);
  expect(distInfoProblems(['a-1.dist-info'], new Set(['a-1.dist-info/METADATA', 'a-1.dist-info/WHEEL']), null)).toEqual(['no RECORD in a-1.dist-info']);
});

test('file names of wheels, sdists and eggs tell name and version', () => {
  expect(wheelFileName('a_b-1.0-2-py3-none-any.whl')).toEqual({ name: 'a_b', version: '1.0' });
  expect(wheelFileName('a-1.0.whl')).toBeNull();
  expect(sdistFileName('my-garden-1.0.post1.tar.gz')).toEqual({ name: 'my-garden', version: '1.0.post1' });
  expect(sdistFileName('a-1.0.zip')).toEqual({ name: 'a', version: '1.0' });
  expect(sdistFileName('a-1.0-py3.8.egg')).toEqual({ name: 'a', version: '1.0' });
  expect(sdistFileName('notes.txt')).toBeNull();
});
