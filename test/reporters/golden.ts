import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** ESC is stored as its visible picture (U+241B), so that a golden file can be read, diffed and printed. */
const visible = (text: string): string => text.replaceAll('\x1b', '␛');

/** The text that a golden file holds, to compare `actual` with. `UPDATE=1` writes `actual` there first; then read the diff. */
export function golden(path: string, actual: string): string {
  if (process.env['UPDATE'] !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, visible(actual));
  }
  return readFileSync(path, 'utf8').replaceAll('␛', '\x1b');
}
