import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UserError } from '../../core/errors.js';
import type { InputReader } from '../../core/input.js';
import { parseDirect, parseRequirement, targetOf, type Requirement } from '../../core/requirement.js';

const MOST_BYTES = 10_000_000;

export interface RequirementReaderTools {
  readonly cwd: string;
  readonly readFile: (path: string, maxBytes: number) => Promise<string>;
  /** Text of an http(s) page. */
  readonly readPage: (url: string, maxBytes: number) => Promise<string>;
  readonly variable: (name: string) => string | undefined;
}

const isUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(text);

/** Splits `./folder[extra] ; marker` into path, extras and marker. */
function pathParts(text: string): { readonly path: string; readonly extras: readonly string[]; readonly marker: string | null } {
  const [body = '', marker = null] = text.split(/\s;\s*/, 2);
  const extras = /^(.*)\[([A-Za-z0-9._,\s-]*)\]$/.exec(body.trim());
  return { path: extras?.[1] ?? body.trim(), extras: extras?.[2]?.split(',').map((extra) => extra.trim()).filter(Boolean) ?? [], marker };
}

// pip takes what holds a separator or begins with a dot as a path, and a bare word only when such an archive lies there.
function isPath(path: string, cwd: string): boolean {
  if (path.includes('@') && /^\S+\s*@/.test(path)) return false;
  const looksLikeOne = /[\\/]/.test(path) || path.startsWith('.');
  return looksLikeOne || (targetOf(path) !== 'folder' && existsSync(resolve(cwd, path)));
}

/** The project name in a wheel's file name (PEP 427), which pip needs in front of a direct reference with extras. */
function nameOfFile(path: string): string | null {
  const file = path.split(/[\\/]/).at(-1) ?? '';
  return file.endsWith('.whl') ? (file.split('-')[0] ?? null) : null;
}

// `name @ file:///etc/passwd` is no package: only an archive or a folder can be one.
function checkFileUrl(requirement: Requirement): Requirement {
  if (requirement.url === null || !/^file:/i.test(requirement.url)) return requirement;
  const path = fileURLToPath(requirement.url);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder && (requirement.target === 'folder' || !existsSync(path))) throw new UserError('bad-requirement', `${JSON.stringify(requirement.url)} is neither an archive nor a folder`);
  return requirement;
}

function parsePath(text: string, cwd: string): Requirement {
  const { path, extras, marker } = pathParts(text);
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new UserError('bad-requirement', `${JSON.stringify(path)} is neither a package name nor an existing file`);
  const isFolder = statSync(absolute).isDirectory();
  const requirement = parseDirect(pathToFileURL(absolute).href, { name: isFolder ? null : nameOfFile(absolute), extras, marker });
  return isFolder ? { ...requirement, target: 'folder' } : requirement;
}

/** How arguments and requirements files are read: paths relative to the user's folder, includes relative to their file. */
export function requirementReader(tools: RequirementReaderTools): InputReader {
  return {
    variable: tools.variable,
    parse: (text) => (!isUrl(text) && isPath(pathParts(text).path, tools.cwd) ? parsePath(text, tools.cwd) : checkFileUrl(parseRequirement(text))),
    locate(location, { from }) {
      if (location.startsWith('file://')) return fileURLToPath(location);
      if (isUrl(location)) return location;
      if (isUrl(from)) return new URL(location, from).href;
      return isAbsolute(location) ? location : resolve(tools.cwd, dirname(from), location);
    },
    async read(location) {
      if (location.startsWith('file://')) return await tools.readFile(fileURLToPath(location), MOST_BYTES);
      if (isUrl(location)) return await tools.readPage(location, MOST_BYTES);
      return await tools.readFile(resolve(tools.cwd, location), MOST_BYTES);
    },
  };
}
