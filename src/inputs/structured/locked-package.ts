import { UserError } from '../../core/errors.js';
import type { InputReader } from '../../core/input.js';
import { joinedErrors } from '../../core/joined-errors.js';
import type { LockedFile } from '../../core/locked.js';
import { isMarker } from '../../core/requirements/marker.js';
import type { Requirement } from '../../core/requirements/requirement.js';
import { emptySet, noOptions, type RequirementSet } from '../../core/requirements/requirement-set.js';
import { isTable, tablesAt, textAt, type Table } from './tables.js';

/** One entry of a lock file that is to be installed. */
export interface LockedPackage {
  readonly name: string;
  /** Of the index; null for one that is named by `url`. */
  readonly version: string | null;
  /** A direct reference in pip's words. */
  readonly url?: string;
  readonly marker: string | null;
  /** Every file that may be taken; none where the lock leaves that open. */
  readonly files: readonly LockedFile[];
  /** Counts from 1. */
  readonly line: number;
}

/** A lock file with what reads what it names. */
export interface LockFile {
  readonly file: string;
  readonly reader: InputReader;
}

const DIGEST = /^sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/;

function lastPart(address: string): string {
  const last = (address.split(/[?#]/, 1)[0] ?? '').split(/[\\/]/).at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch (error) {
    if (error instanceof URIError) return last;
    throw error;
  }
}

const isWeb = (address: string): boolean => /^https?:/i.test(address);

/** A file as a lock names it: by its name, or by a URL or path that ends in it; the hash counts where it is one that pip compares. */
export function lockedFile({ name, place = null, hash }: { readonly name: string | null; readonly place?: string | null; readonly hash: string | null }): readonly LockedFile[] {
  const lower = hash?.toLowerCase() ?? '';
  const fileName = name ?? (place === null ? null : lastPart(place));
  const file: LockedFile = { fileName, url: place !== null && isWeb(place) ? place : null, hash: DIGEST.test(lower) ? lower : null };
  return file.fileName === null && file.hash === null ? [] : [file];
}

function requirementOf(locked: LockedPackage, { file, reader }: LockFile): Requirement {
  const { name, version, url, marker, files, line } = locked;
  const hashes = [...new Set(files.flatMap(({ hash }) => hash ?? []))];
  if (marker !== null && !isMarker(marker)) throw new UserError('bad-input', `${file}:${line}: the environment marker of ${name} cannot be read: ${JSON.stringify(marker)}`);
  if (url === undefined && version === null) throw new UserError('bad-input', `${file}:${line}: ${name} has neither a version nor a source`);
  const body = url === undefined ? `${name}==${version}` : `${name} @ ${url}`;
  try {
    return { ...reader.parse(marker === null ? body : `${body} ; ${marker}`, { from: file }), hashes, lockedFiles: files, origin: { file, line } };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError('bad-input', `${file}:${line}: ${cause.message}`, { cause });
  }
}

/** What a lock file asks for: exactly its packages and files, nothing that they depend on besides. Throws one `bad-input` that tells every entry that cannot be read. */
export function lockedSet(packages: readonly LockedPackage[], lock: LockFile): RequirementSet {
  const problems: UserError[] = [];
  const requirements = packages.flatMap((locked) => {
    try {
      return [requirementOf(locked, lock)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error);
      return [];
    }
  });
  const problem = joinedErrors(problems);
  if (problem !== null) throw problem;
  return { ...emptySet, requirements, options: { ...noOptions, noDeps: true } };
}

/** The line of the n-th `[[package]]` and the like, by their order in the text. */
export function headingLines(text: string, heading: string): readonly number[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === heading ? [index + 1] : []));
}

interface Shape {
  readonly file: string;
  /** Keys of an entry below which tables stand, one or a list. */
  readonly tables: readonly string[];
}

const holdsTables = (value: unknown): boolean => value === undefined || isTable(value) || (Array.isArray(value) && value.every(isTable));

/** The entries of a lock. Throws `bad-input` where something else stands in place of tables: what is passed over there, a package or its hashes, would be missed by nobody. */
export function entriesAt(lock: Table, key: string, { file, tables }: Shape): readonly Table[] {
  const refuse = (where: string): never => {
    throw new UserError('bad-input', `${file}: ${where} holds something that is no table`, { hint: 'let the tool that wrote the lock make it again' });
  };
  if (!holdsTables(lock[key])) refuse(key);
  const entries = tablesAt(lock, key);
  for (const entry of entries) for (const each of tables) if (!holdsTables(entry[each])) refuse(`${each} of ${textAt(entry, 'name') ?? key}`);
  return entries;
}

/** Name and version of an entry. Throws `bad-input` for one without a name. */
export function identityOf(entry: Table, { file, line }: { readonly file: string; readonly line: number }): { readonly name: string; readonly version: string | null } {
  const name = textAt(entry, 'name');
  if (name === null) throw new UserError('bad-input', `${file}:${line}: a package without a name`);
  return { name, version: textAt(entry, 'version') };
}
