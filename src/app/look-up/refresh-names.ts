import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import { parsePackageName } from '../../core/name.js';
import { writeAtomically } from '../../platform/files.js';
import { loadPopularNames } from '../../sources/popular-names.js';
import type { Mirror } from '../../sources/advisories/update/mirror.js';
import type { Workshop } from '../workshop.js';

const FILE = 'pypi-ranks.tsv';
// Fewer names than this are no list of the popular ones, and would switch off what is compared with it.
const FEWEST_NAMES = 5_000;

/** The list of popular names that serves: a refreshed one, else the one that ships. */
export function namesFile(home: string, shipped: string): string {
  const refreshed = join(home, FILE);
  // A pipe there would hold up the run, and a link lead elsewhere.
  return lstatSync(refreshed, { throwIfNoEntry: false })?.isFile() === true ? refreshed : shipped;
}

/** Takes over the list of popular names of a mirror, where it has one: `pypi-ranks.tsv`, a rank, a tab and a name on each line. Throws `bad-input`. */
export async function refreshNames(mirror: Mirror, { home }: Pick<Workshop, 'home'>): Promise<readonly string[]> {
  const text = await mirror.file(FILE);
  if (text === null) return [];
  const lines = text.split('\n').filter(Boolean);
  const wrong = lines.find((line, index) => !/^\d+\t[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(line) || (index === 0 && !line.startsWith('1\t')));
  if (wrong !== undefined || lines.length < FEWEST_NAMES) throw new UserError('bad-input', `${mirror.title}: ${FILE} is no list of popular names`, { hint: 'the list is as it was' });
  const path = join(home.path, FILE);
  await writeAtomically(path, `${lines.join('\n')}\n`);
  // Reads all of it once, so that a list that cannot serve is found now.
  loadPopularNames(path).similarTo(parsePackageName('some-name-that-nobody-has'));
  return [`${lines.length} popular names.`];
}
