import { describe, expect, test } from 'vitest';
import { joinedPath } from '../../src/python/fold/join-paths.js';
import { changed, textValue, UNKNOWN } from '../../src/python/fold/value.js';

const joined = (...parts: readonly (string | null)[]): string | null => joinedPath(parts.map((part) => (part === null ? UNKNOWN : textValue(part)))).text;

describe('paths are put together as Python does it', () => {
  test.each([
    [['a', 'b'], 'a/b'],
    [['a/', 'b'], 'a/b'],
    [['', 'b'], 'b'],
    [['', ''], ''],
    [['a', '', 'b'], 'a/b'],
    [['a', ''], 'a/'],
  ])('%j is %j', (parts, path) => {
    expect(joined(...parts)).toBe(path);
  });

  test('an absolute part begins anew, whatever stood before it', () => {
    expect(joined('harmless', '/etc', 'cron.d')).toBe('/etc/cron.d');
    expect(joined('harmless', String.raw`C:\Windows`, 'System32')).toBe(String.raw`C:\Windows/System32`);
  });

  test('the root of the disk that only stands in for a variable is not known', () => {
    expect(joinedPath([changed(textValue('/'), { keys: ['variable:DESTDIR'] }), textValue('etc')]).text).toBe('{}/etc');
    expect(joined('/', 'etc')).toBe('/etc');
  });

  test('what is not known is a hole, and an empty text before it is no root of a disk', () => {
    expect(joined(null, 'b')).toBe('{}/b');
    expect(joined('', null)).toBe('{}');
  });
});
