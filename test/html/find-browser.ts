import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser of this machine: the one that CHROME names, else the first in PATH. Throws where there is none, so that the test cannot pass unseen. */
export function findBrowser(): string {
  const wanted = process.env['CHROME'];
  const places = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = wanted === undefined || wanted === '' ? places.find(isProgram) : wanted;
  if (found === undefined) throw new Error('test:html opens the report in a browser, and there is none: install Chromium, or name one in the variable CHROME');
  return found;
}
