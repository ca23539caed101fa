import { expect, test } from 'vitest';
import { logicalLines } from '../../src/inputs/requirements/logical-lines.js';

const lines = (text: string): readonly string[] => logicalLines(text, () => undefined).map(({ text: line }) => line);

test('blanks are those of Python: separators count, a byte order mark does not', () => {
  expect(lines('flask\x1f\n\x1f# remark\n\x1frich\x1f# remark\n')).toEqual(['flask', 'rich']);
  expect(lines('flask\ufeff\n\ufeff# none\n')).toEqual(['flask\ufeff', '\ufeff# none']);
});
