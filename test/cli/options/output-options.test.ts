import { expect, test } from 'vitest';
import { outputFlags } from '../../../src/cli/options/output-options.js';

function given(formats: string[], output?: string): Map<string, string[]> {
  const options = new Map([['format', formats]]);
  if (output !== undefined) options.set('output', [output]);
  return options;
}

test('without a format the report is a table on the screen', () => {
  expect(outputFlags(new Map())).toEqual({ format: 'table', output: null, reportFiles: [] });
});

test('a format with a file is one more report, and the table stays on the screen', () => {
  expect(outputFlags(given(['sarif=out/a.sarif', 'html=r=1.html']))).toEqual({ format: 'table', output: null, reportFiles: [{ format: 'sarif', file: 'out/a.sarif' }, { format: 'html', file: 'r=1.html' }] });
});

test('one format goes to standard output or to the file of -o, beside others with files of their own', () => {
  expect(outputFlags(given(['json', 'html=r.html'], 'r.json'))).toEqual({ format: 'json', output: 'r.json', reportFiles: [{ format: 'html', file: 'r.html' }] });
});

test.each([['report.html', 'html'], ['sbom.cdx.json', 'cyclonedx'], ['a.json', 'json'], ['x.sarif', 'sarif'], ['README.MD', 'markdown'], ['out.txt', 'table'], ['-', 'table']])('the ending of the file tells the format where nothing else does: %s', (file, format) => {
  expect(outputFlags(given([], file)).format).toBe(format);
  expect(outputFlags(given(['table'], file)).format).toBe('table');
});

test.each([
  [['json', 'sarif'], undefined, 'cannot both go to standard output'],
  [['json', 'sarif'], 'x', 'cannot both go to x'],
  [['json=a', 'sarif=a'], undefined, 'two reports would go to "a"'],
  [['json=a'], 'a', 'two reports would go to "a"'],
  [['json='], undefined, 'names no file'],
])('%j with -o %s is refused', (formats, output, message) => {
  expect(() => outputFlags(given(formats, output))).toThrow(message);
});
