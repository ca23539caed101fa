import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/** Compares text with a file of the repository; `npm run update` rewrites the file instead. */
export function expectGolden(path: string, actual: string): void {
  if (process.env['UPDATE']) writeFileSync(path, actual);
  expect(existsSync(path), `${path} is missing: run npm run update and read what it wrote`).toBe(true);
  expect(actual, `${path} is out of date: run npm run update and read the change`).toBe(readFileSync(path, 'utf8'));
}
