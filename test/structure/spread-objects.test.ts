import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// The engine gives an object that is spread a kind of its own, and whatever reads one of many kinds takes the slow way: a third of all time was lost so once.
const SPREAD = /\{ ?\.\.\.(?:call|written|scope|run|begun|where|given|value|UNKNOWN)\b/;

const filesBelow = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => join(folder, path));

test('calls, scopes and values, which the interpretation reads all the time, are never spread', () => {
  const files = ['src/python/flow', 'src/python/fold'].flatMap(filesBelow);
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => SPREAD.test(readFileSync(file, 'utf8')))).toEqual([]);
});
