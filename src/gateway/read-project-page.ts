import { isPackageName, parsePackageName, type PackageName } from '../core/name.js';
import { isArchiveUrl } from './local-page.js';
import type { PageLink, ProjectPage } from './project-page.js';
import { readPage, type RawPage } from './read-page.js';

// Old pages offer formats that nobody installs any more.
const isFile = ({ url, hashes }: PageLink): boolean => isArchiveUrl(url) || /\.(?:egg|exe|msi|rpm)$/i.test(url) || Object.keys(hashes).length > 0;

/**
 * What an index says of a project; null for what is no page about it. A network that asks its guests to log in, and a private index whose session
 * has ended, answer every question with a page in HTML and status 200: taken for a project without files, it would leave the name to a namesake.
 */
export function readProjectPage(raw: RawPage, project: PackageName): ProjectPage | null {
  const page = readPage(raw);
  if (page === null) return null;
  if (page.name !== null) return isPackageName(page.name) && parsePackageName(page.name) === project ? page : null;
  return page.isDeclared || page.links.some(isFile) ? page : null;
}
