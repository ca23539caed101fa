import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../platform/files/disk-error.js';
import { textOf } from './distribution.js';

/** A project that lies elsewhere and is imported from there, as `setup.py develop` and old editable installs leave it. */
export interface LinkedProject {
  readonly name: string;
  readonly folder: string;
}

const LINK = /\.egg-link$/i;

// One that cannot be read leads nowhere for pip either.
function leadsTo(path: string): string {
  try {
    return textOf(path)?.split(/\r?\n/)[0]?.trim() ?? '';
  } catch (cause) {
    if (systemCode(cause) === '') throw cause;
    return '';
  }
}

/** The egg-links of a library: `Name.egg-link` holds the folder of its project in its first line. */
export function linkedProjects(library: string): readonly LinkedProject[] {
  const links = readdirSync(library).filter((entry) => LINK.test(entry)).toSorted();
  return links.map((link) => ({ name: link.replace(LINK, ''), folder: leadsTo(join(library, link)) })).filter(({ folder }) => folder !== '');
}
