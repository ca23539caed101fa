import { expect, test } from 'vitest';
import { parseIni } from '../../src/formats/ini.js';

test('blanks are those of Python: separators of its own indent a line, a byte order mark does not', () => {
  expect(parseIni('[metadata]\n\x1f version = attr: garden.version\n\x1fname = garden\n')).toEqual([
    { section: 'metadata', key: 'version', values: ['attr: garden.version'] },
    { section: 'metadata', key: 'name', values: ['garden'] },
  ]);
  expect(parseIni('[metadata]\nname\ufeff = garden\n')).toEqual([{ section: 'metadata', key: 'name\ufeff', values: ['garden'] }]);
});
