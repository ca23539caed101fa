import { expect, test } from 'vitest';
import { parserLoader } from '../../src/app/analysis/parser-files.js';
import { withParser } from '../../src/python/parser.js';

test('ordinary Python is read with nothing loaded for it; the first text that is not loads the full parser for all that follow', async () => {
  const loadParser = parserLoader('.');
  const typeOf = (text: string): Promise<string | undefined> => withParser(loadParser, ({ parse }) => parse(text).children[0]?.type);
  expect(await typeOf('x = 1\n')).toBe('expression_statement');
  expect((await loadParser()).backend).toBe('quick');
  expect(await typeOf('x = 1 2\n')).toBeDefined();
  expect(['native', 'wasm']).toContain((await loadParser()).backend);
  expect(await typeOf('x = 1\n')).toBe('expression_statement');
});
