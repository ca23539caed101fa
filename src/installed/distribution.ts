import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseCoreMetadata } from '../archive/project/core-metadata.js';
import { parseRecord } from '../archive/wheel/wheel-record.js';
import { isPackageName, parsePackageName, type PackageName } from '../core/name.js';
import type { Metadata } from '../core/facts/package-facts.js';
import { isNoText, NAME_IS_NO_TEXT, whyUnreadable } from './why-unreadable.js';

/** One installed package as its dist-info or egg-info tells it. */
export interface Distribution {
  readonly name: PackageName;
  readonly version: string;
  /** Name of its dist-info folder (or egg-info) in the library. */
  readonly info: string;
  /** What it calls its own, by paths relative to the library: its list of files, else the modules that it names. */
  readonly files: readonly string[];
  /** False where it has no list of files (RECORD), so that nobody can tell whether they are still the same. */
  readonly hasList: boolean;
  /** Somebody asked for it by name, as far as its installer noted that (PEP 376). */
  readonly requested: boolean;
  /** The project folder of an editable install, as direct_url.json (PEP 610) names it. */
  readonly editable: string | null;
  /** It came from an index or a public channel of conda, as far as anybody noted: it has no direct_url.json, or conda's records name it. */
  readonly isFromIndex: boolean;
}

/** Something in a library that should be a package and cannot be read as one. */
export interface BrokenDistribution {
  readonly info: string;
  readonly why: string;
}

export type FoundDistribution = Distribution | BrokenDistribution;

const INFO = /\.(?:dist-info|egg-info)$/i;

/** The text of a file; null where there is none. */
export function textOf(path: string): string | null {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return null;
    throw cause;
  }
}

const field = (metadata: Metadata, name: string): string => metadata.fields.get(name)?.[0]?.trim() ?? '';

function editableFolder(text: string | null): string | null {
  if (text === null) return null;
  const url = /"editable"\s*:\s*true/.test(text) ? /"url"\s*:\s*"file:\/\/([^"]*)"/.exec(text)?.[1] : undefined;
  return url === undefined ? null : decodeURIComponent(url);
}

// setuptools wrote its own list beside the egg-info, relative to that folder.
function eggFiles(folder: string, info: string): readonly string[] | null {
  const text = textOf(join(folder, 'installed-files.txt'));
  return text === null ? null : text.split(/\r?\n/).filter(Boolean).map((path) => `${info}/${path}`);
}

// A row as nearly all are: no quotes, no cell too many. Digests are compared where the files are read, so only paths matter here.
const PLAIN_ROW = /([^",\r\n\v\f\x1C-\x1E\x85\u2028\u2029]+)(?:,[^",\r\n\v\f\x1C-\x1E\x85\u2028\u2029]*){0,2}(?:\r?\n|$)/y;

/** The paths of a RECORD. */
function pathsIn(record: string): readonly string[] {
  const paths: string[] = [];
  PLAIN_ROW.lastIndex = 0;
  for (let row = PLAIN_ROW.exec(record); row !== null; row = PLAIN_ROW.exec(record)) {
    paths.push(row[1] ?? '');
    if (PLAIN_ROW.lastIndex === record.length) return paths;
  }
  return parseRecord(Buffer.from(record)).map(({ path }) => path);
}

/** Its own list of files; null where it has none, or one that cannot be read. */
function listedIn(folder: string, info: string): readonly string[] | null {
  const record = textOf(join(folder, 'RECORD'));
  return record === null ? eggFiles(folder, info) : pathsIn(record);
}

// Debian's packages come without a list, but say which modules are theirs.
function claimedIn(folder: string): readonly string[] {
  const names = (textOf(join(folder, 'top_level.txt')) ?? '').split(/\r?\n/).map((name) => name.trim()).filter((name) => /^\w[\w/-]*$/.test(name));
  return names.flatMap((name) => [`${name}.py`, `${name}/__init__.py`]);
}

function readInfo(library: string, info: string): FoundDistribution {
  const folder = join(library, info);
  const text = textOf(join(folder, 'METADATA')) ?? textOf(join(folder, 'PKG-INFO')) ?? textOf(folder);
  if (text === null) return { info, why: isNoText(info) ? NAME_IS_NO_TEXT : 'it has no METADATA' };
  const metadata = parseCoreMetadata(Buffer.from(text));
  const listed = listedIn(folder, info);
  const directUrl = textOf(join(folder, 'direct_url.json'));
  const name = field(metadata, 'name');
  if (!isPackageName(name)) return { info, why: 'its METADATA names no package' };
  return {
    name: parsePackageName(name), version: field(metadata, 'version'), info,
    files: listed ?? claimedIn(folder),
    hasList: listed !== null,
    requested: textOf(join(folder, 'REQUESTED')) !== null,
    editable: editableFolder(directUrl),
    isFromIndex: directUrl === null,
  };
}

/** All packages that are installed in a library, by the names of their folders. What pip has renamed to get rid of it (`~name`) is none. */
export function distributionsIn(library: string): readonly FoundDistribution[] {
  const infos = readdirSync(library).filter((entry) => INFO.test(entry) && !entry.startsWith('~')).toSorted();
  return infos.map((info) => {
    try {
      return readInfo(library, info);
    } catch (cause) {
      return { info, why: whyUnreadable(cause, info) };
    }
  });
}
