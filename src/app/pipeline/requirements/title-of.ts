import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutCredentials } from '../../../core/requirements/direct-url.js';
import type { Notice } from '../../../core/run.js';
import { untrusted } from '../../../core/untrusted.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';

const MOST_NAMES = 3;

// Such an URL names no path of this machine, whatever it looks like.
const NO_PATH = /%(?:2f|5c|00)|%(?![0-9a-f]{2})/i;

/** A folder or file as its path, below the working directory from there on; any other URL as it is. */
function titleOfUrl(url: string, cwd: string): string {
  if (!/^file:\/\/\//i.test(url) || NO_PATH.test(url)) return withoutCredentials(url);
  const path = fileURLToPath(url.replace(/[?#].*$/s, ''));
  const near = relative(cwd, path);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : `.${sep}${near}`;
}

/** Says that these files name no package, so that nothing is asked for. */
export function emptyNotice(files: readonly string[]): Notice {
  const [last = '', before] = [files.at(-1), files.slice(0, -1)];
  return { level: 'warning', text: untrusted(before.length === 0 ? `${last} names no package` : `${before.join(', ')} and ${last} name no package`) };
}

/** What is asked for, in a few words; it is not nothing. */
export function titleOf({ requirements }: Pick<RequirementSet, 'requirements'>, cwd: string): string {
  const names = [...new Set(requirements.map(({ name, url }) => name ?? titleOfUrl(url ?? '', cwd)))];
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more` : names.join(', ');
}
