import { describe, expect, test } from 'vitest';
import { parsePackageName } from '../../src/core/name.js';
import { htmlPage, readHtmlPage, readJsonPage, readPage } from '../../src/gateway/read-page.js';
import { readProjectPage } from '../../src/gateway/read-project-page.js';
import { writePage, JSON_TYPE, type OfferedLink } from '../../src/gateway/write-page.js';

const PAGE = 'https://index.invalid/simple/flask/';
const SHA = 'ab'.repeat(32);
const urls = (html: string, page = PAGE): string[] => readHtmlPage(html, page).map(({ url }) => url);

describe('a page in HTML', () => {
  test('gives each link absolute, with all that the index says about the file', () => {
    const html = `<a href="../../files/flask-1.whl#sha256=${SHA}" data-requires-python="&gt;=3.8" data-yanked="broken &amp; bad" data-core-metadata="sha256=${SHA}">flask</a>`;
    expect(readHtmlPage(html, PAGE)).toEqual([
      { url: 'https://index.invalid/files/flask-1.whl', fragment: `sha256=${SHA}`, hashes: { sha256: SHA }, requiresPython: '>=3.8', yanked: 'broken & bad', metadata: { sha256: SHA }, uploadTime: null },
    ]);
  });

  test('may name its own base, the first of which counts', () => {
    expect(urls('<base href="https://files.invalid/a/"><base href="https://other.invalid/"><a href="x.whl">')).toEqual(['https://files.invalid/a/x.whl']);
  });

  test('knows metadata by its older name and without a digest', () => {
    expect(readHtmlPage('<a href="x.whl" data-dist-info-metadata="true">', PAGE)[0]?.metadata).toEqual({});
    expect(readHtmlPage('<a href="x.whl" data-dist-info-metadata="false">', PAGE)[0]?.metadata).toBeNull();
  });

  test('an empty yank reason is a yank, an absent one is none', () => {
    expect(readHtmlPage('<a href="x.whl" data-yanked="">', PAGE)[0]?.yanked).toBe('');
    expect(readHtmlPage('<a href="x.whl">', PAGE)[0]?.yanked).toBeNull();
  });

  test.each([
    ['unquoted and single-quoted values', `<A HREF=x.whl><a href='y.whl'>`, ['x.whl', 'y.whl']],
    ['tags inside comments', '<!-- <a href="x.whl"> --><a href="y.whl">', ['y.whl']],
    ['an attribute that is there twice, of which pip takes the last', '<a href="x.whl" href="y.whl">', ['y.whl']],
    ['declarations, instructions, CDATA and scripts', '<!x <a href="x.whl"><?y <a href="x.whl"><![CDATA[<a href="x.whl">]]><script>"<a href=x.whl>"</script><style><a href=x.whl></style><a href="y.whl">', ['y.whl']],
    ['signs by name, and without a semicolon', '<a href="y&period;whl&num;a&equals;b"><a href="z.whl?a&ampb=&#x68">', ['y.whl', 'z.whl?a&b=h']],
    ['a comment that never ends', '<a href="y.whl"><!-- <a href="x.whl">', ['y.whl']],
    ['a tag that never ends', '<a href="y.whl"><a href="x.whl', ['y.whl']],
    ['numbers that are no character', '<a href="&#0;&#x110000;&#xd800;x.whl">', ['%EF%BF%BD%EF%BF%BD%EF%BF%BDx.whl']],
    ['anchors without a target', '<a name="x"><a href><a href="">', []],
  ])('survives %s', (_, html, names) => {
    expect(urls(html).map((url) => url.replace(PAGE, ''))).toEqual(names);
  });

  test('cannot name a file of this machine, a script or another scheme', () => {
    expect(urls('<base href="file:///etc/"><a href="passwd"><a href="file:///etc/passwd"><a href="javascript:x"><a href="ftp://h.invalid/x.whl"><a href="data:x">')).toEqual([`${PAGE}passwd`]);
  });

  test('of this machine may name files of this machine', () => {
    expect(urls('<a href="../x.whl">', 'file:///srv/simple/flask/index.html')).toEqual(['file:///srv/simple/x.whl']);
  });

  test('of ten megabytes of half tags is read in seconds', () => {
    const started = process.cpuUsage().user;
    readHtmlPage('<a '.repeat(1_000_000) + `<a href="${' '.repeat(1_000_000)}`.repeat(3) + '<'.repeat(1_000_000) + '<!--'.repeat(500_000), PAGE);
    expect(process.cpuUsage().user - started).toBeLessThan(30e6);
  });
});

test('a page in JSON may begin with a mark of the byte order, which Python passes over', () => {
  expect(readJsonPage('\ufeff{"files": [{"url": "x.whl"}]}', PAGE)?.links).toHaveLength(1);
});

const page = (files: unknown): string => JSON.stringify({ meta: { 'api-version': '1.1' }, name: 'flask', files });

describe('a page in JSON', () => {
  test('gives the same as one in HTML', () => {
    const file = { filename: 'flask-1.whl', url: '../../files/flask-1.whl', hashes: { sha256: SHA.toUpperCase() }, 'requires-python': '>=3.8', yanked: 'bad', 'core-metadata': { sha256: SHA }, 'upload-time': '2024-01-01T00:00:00Z' };
    expect(readJsonPage(page([file]), PAGE)?.links).toEqual([
      { url: 'https://index.invalid/files/flask-1.whl', fragment: '', hashes: { sha256: SHA }, requiresPython: '>=3.8', yanked: 'bad', metadata: { sha256: SHA }, uploadTime: '2024-01-01T00:00:00Z' },
    ]);
  });

  test('with values of other types than the standard says loses those values, not the page', () => {
    const odd = { url: 'x.whl', hashes: { sha256: 5, __proto__: 'x', evil: 'ab' }, 'requires-python': {}, yanked: true, 'core-metadata': 'yes' };
    expect(readJsonPage(page([null, [], 7, { url: 3 }, {}, { url: 'file:///etc/passwd' }, odd]), PAGE)?.links).toEqual([
      { url: `${PAGE}x.whl`, fragment: '', hashes: {}, requiresPython: null, yanked: '', metadata: null, uploadTime: null },
    ]);
  });

  test.each(['null', '[]', '{}', '{"files":{}}', 'not json', '', '['.repeat(100_000)])('that is none is told apart from an empty one: %.12s', (text) => {
    expect(readJsonPage(text, PAGE)).toBeNull();
  });

  test('is known by its content type, and nothing else is a page', () => {
    const body = Buffer.from(page([]));
    expect(readPage({ url: PAGE, contentType: JSON_TYPE, body })).toEqual({ links: [], status: null, name: 'flask', isDeclared: true });
    expect(readPage({ url: PAGE, contentType: 'text/HTML; charset=utf-8', body })?.links).toEqual([]);
    for (const contentType of ['', 'application/octet-stream', 'application/json']) expect(readPage({ url: PAGE, contentType, body })).toBeNull();
  });
});

const about = (contentType: string, body: string): boolean => readProjectPage({ url: PAGE, contentType, body: Buffer.from(body) }, parsePackageName('flask')) !== null;

describe('a page about a project', () => {
  test.each([
    ['JSON about it, under any spelling of its name', JSON_TYPE, '{"name":"FLASK","files":[]}'],
    ['JSON that names nothing', JSON_TYPE, '{"files":[]}'],
    ['a page that lists a file', 'text/html', '<a href="../">..</a><a href="flask-1.tar.gz">flask-1.tar.gz</a>'],
    ['a page that lists an old kind of file', 'text/html', '<a href="flask-1-py2.7.egg">'],
    ['a page without files that says what it is', 'text/html', '<meta name="pypi:repository-version" content="1.0">'],
    ['a page without files that tells the status of the project', 'text/html', '<meta name="pypi:project-status" content="quarantined">'],
  ])('is %s', (_, type, body) => expect(about(type, body)).toBe(true));

  test.each([
    ['about another project', JSON_TYPE, '{"name":"werkzeug","files":[]}'],
    ['about what is no name', JSON_TYPE, '{"name":"../flask","files":[]}'],
    ['to log in to a network', 'text/html', '<title>Welcome</title><form action="/login"></form><a href="/help">Help</a>'],
    ['without anything', 'text/html', ''],
  ])('is none %s', (_, type, body) => expect(about(type, body)).toBe(false));
});

const withStatus = (status: unknown): string => JSON.stringify({ files: [], 'project-status': status });

describe('what an index says of a project as a whole (PEP 792)', () => {
  test.each([
    [{ status: 'quarantined', reason: 'malware report' }, { state: 'quarantined', reason: 'malware report' }],
    [{ status: 'archived' }, { state: 'archived', reason: null }],
    [{ status: 'deprecated', reason: '  ' }, { state: 'deprecated', reason: null }],
    [{ status: 'active', reason: 7 }, { state: 'active', reason: null }],
    [{ status: 'paused' }, null],
    ['quarantined', null],
    [null, null],
    [undefined, null],
  ])('%j in JSON', (status, expected) => {
    expect(readJsonPage(withStatus(status), PAGE)?.status).toEqual(expected);
  });

  test('stands in meta tags of HTML', () => {
    expect(htmlPage('<meta name="pypi:project-status" content="quarantined"><meta name="pypi:project-status-reason" content="a &amp; b"><a href="x.whl">', PAGE)).toMatchObject({ status: { state: 'quarantined', reason: 'a & b' }, links: [{ url: `${PAGE}x.whl` }] });
    expect(htmlPage('<meta name="other" content="quarantined">', PAGE).status).toBeNull();
  });
});

describe('the page that pip is given', () => {
  const link: OfferedLink = {
    url: 'https://files.invalid/x.whl', pipUrl: 'http://files.invalid/x.whl', fragment: '', hashes: { md5: 'ab'.repeat(16), sha256: SHA },
    requiresPython: '>=3"<b>', yanked: '', metadata: {}, uploadTime: null,
  };

  test('says the same in HTML as in JSON', () => {
    const html = writePage([link], 'text/html');
    const json = writePage([link], `${JSON_TYPE}, text/html; q=0.1`);
    expect(html.contentType).toContain('text/html');
    expect(json.contentType).toBe(JSON_TYPE);
    const fromHtml = readHtmlPage(html.text, 'http://index.invalid/simple/x/');
    const fromJson = readJsonPage(json.text, 'http://index.invalid/simple/x/')?.links;
    const common = { url: link.pipUrl, requiresPython: link.requiresPython, yanked: '', metadata: {}, uploadTime: null };
    expect(fromHtml).toEqual([{ ...common, fragment: `sha256=${SHA}`, hashes: { sha256: SHA } }]);
    expect(fromJson).toEqual([{ ...common, fragment: '', hashes: link.hashes }]);
  });

  test('holds no tag that an index smuggled into a value', () => {
    const { text } = writePage([{ ...link, requiresPython: '"><a href="http://evil.invalid/x.whl">' }], 'text/html');
    expect(readHtmlPage(text, PAGE).map(({ url }) => url)).toEqual([link.pipUrl]);
  });
});
