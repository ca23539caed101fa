import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The text that a file of the repository holds, to compare `actual` with. `npm run update` writes `actual` into the file first; a missing file is empty. */
export function golden(path: string, actual: string): string {
  if (process.env['UPDATE']) writeFileSync(path, actual);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
