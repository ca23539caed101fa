import { statSync, type Stats } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { hideCredentials, targetOf } from '../../../core/requirements/direct-url.js';
import { UserError } from '../../../core/errors.js';
import { fileUrl } from '../../../core/file-url.js';
import { checkCharacters, isDirectUrl, parseDirect, parseExtras, parseRequirement, splitMarker } from '../../../core/requirements/parse-requirement.js';
import type { Requirement } from '../../../core/requirements/requirement.js';
import { systemCode } from '../../../platform/files/disk-error.js';
import { pathOfFileUrl, withAbsoluteUrls } from './file-urls.js';

const bad = (message: string, hint?: string): UserError => new UserError('bad-requirement', hideCredentials(message), hint === undefined ? {} : { hint });

function lookAt(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (cause) {
    // Names longer than any file's, links in a circle, folders that are closed to us: nothing that could be installed.
    if (['ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM'].includes(systemCode(cause))) return null;
    throw cause;
  }
}

const isFolder = (path: string): boolean => lookAt(path)?.isDirectory() ?? false;
const isFile = (path: string): boolean => lookAt(path)?.isFile() ?? false;

// pip takes what holds a separator or begins with a dot as a path.
const looksLikePath = (text: string): boolean => text.includes('/') || (process.platform === 'win32' && text.includes('\\')) || text.startsWith('.');

const isArchiveName = (path: string): boolean => targetOf(path) !== 'folder';

/** Splits `./folder[extra]` into path and extras. */
function pathParts(text: string): { readonly path: string; readonly extras: string } {
  const [, path = text, extras = ''] = /^(.*\S)\s*\[([^[\]]+)\]$/s.exec(text) ?? [];
  return { path, extras };
}

function checkProject(path: string, subdirectory: string, shown: string): void {
  const project = join(path, subdirectory);
  if (!isFolder(project)) throw bad(`${JSON.stringify(shown)} is not a folder`);
  const isProject = isFile(join(project, 'pyproject.toml')) || isFile(join(project, 'setup.py'));
  if (!isProject) throw bad(`${JSON.stringify(shown)} cannot be installed: neither pyproject.toml nor setup.py lies in it`);
}

const asFolder = (requirement: Requirement): Requirement => ({ ...requirement, target: 'folder' });

/** The folder or archive that this text is the path of, as pip decides it; null for everything else. */
function pathIn(text: string, cwd: string): string | null {
  const { path } = pathParts(text);
  const absolute = resolve(cwd, path);
  if (looksLikePath(text) && isFolder(absolute)) return absolute;
  if (!isArchiveName(absolute)) return null;
  if (isFile(absolute)) return absolute;
  // `name@https://host/file.zip`: an URL behind a name, and no file.
  const [before = '', after] = text.split('@', 2);
  if (after !== undefined && !looksLikePath(before)) return null;
  throw bad(`${JSON.stringify(path)} does not exist`);
}

function parsePath(absolute: string, { body, marker }: { readonly body: string; readonly marker: string | null }): Requirement {
  const { path, extras } = pathParts(body);
  const requirement = parseDirect(fileUrl(normalize(absolute)), { name: null, extras: parseExtras(extras), marker });
  if (!isFolder(absolute)) return requirement;
  checkProject(absolute, '', path);
  return asFolder(requirement);
}

// `name @ file:///etc/passwd` is no package: only an archive or a folder can be one.
function checkFileUrl(requirement: Requirement): Requirement {
  const { url } = requirement;
  if (url === null || !/^file:/i.test(url)) return requirement;
  const path = pathOfFileUrl(url);
  if (!isFolder(path) && (!isArchiveName(path) || lookAt(path) === null)) throw bad(`${JSON.stringify(url)} is neither an archive nor a folder`);
  if (!isFolder(path)) return requirement;
  checkProject(path, requirement.subdirectory, url);
  return asFolder(requirement);
}

// Names of files that list requirements; a package may be called so as well, but not beside such a file.
const LISTS = /\.(?:txt|in|toml|lock|ya?ml|cfg|pyw?)$|(?:^|\/)(?:Pipfile|environment)[^/]*$/;

/** A requirement in any of pip's forms: by name, by URL, or the path of an archive or project folder. Throws `bad-requirement`. */
export function parseLocal(given: string, cwd: string): Requirement {
  checkCharacters(given);
  const text = withAbsoluteUrls(given, cwd);
  const parts = splitMarker(text);
  const isUrl = isDirectUrl(parts.body);
  const absolute = isUrl ? null : pathIn(parts.body, cwd);
  if (absolute !== null) return parsePath(absolute, parts);
  if (!isUrl && LISTS.test(parts.body) && isFile(resolve(cwd, parts.body))) throw bad(`${JSON.stringify(parts.body)} is a file that asks for packages, and none itself`, `-r ${parts.body} reads it`);
  if (!isUrl && looksLikePath(parts.body) && !parts.body.includes('@')) throw bad(`${JSON.stringify(parts.body)} is neither a package name nor an existing file`);
  return checkFileUrl(parseRequirement(text));
}

/** What pip accepts behind `-e`: a project folder with extras, its `file:` URL, `NAME @ URL`, or a checkout. Throws `bad-requirement`. */
export function parseLocalEditable(given: string, cwd: string): Requirement {
  checkCharacters(given);
  const text = withAbsoluteUrls(given, cwd);
  const { path, extras } = pathParts(text);
  const absolute = resolve(cwd, path);
  if (!isDirectUrl(path) && isFolder(absolute)) return { ...parsePath(absolute, { body: text, marker: null }), editable: true };
  if (!isDirectUrl(path) && looksLikePath(path) && !path.includes('@')) throw bad(`${JSON.stringify(path)} is not a folder`);
  const requirement = checkFileUrl(/^file:/i.test(path) ? parseDirect(path, { name: null, extras: parseExtras(extras), marker: null }) : parseRequirement(text));
  if (requirement.target === 'folder' || requirement.target === 'vcs') return { ...requirement, editable: true };
  throw bad(`${JSON.stringify(text)} cannot be editable: -e takes the folder of a project`, 'leave -e out, or name a folder');
}
