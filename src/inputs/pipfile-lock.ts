import { UserError } from '../core/errors.js';
import { defineInput } from '../core/input.js';
import { archiveUrl, checkoutUrl, isFolderPath } from './structured/direct-address.js';
import { lockedFile, lockedSet, type LockedPackage, type LockFile } from './structured/locked-package.js';
import { checkVersion, isTable, readJson, tableAt, textAt, textsAt, type Table } from './structured/tables.js';

function urlOf(entry: Table, lock: LockFile): string | undefined {
  const [git, subdirectory] = [textAt(entry, 'git'), textAt(entry, 'subdirectory')];
  if (git !== null) return checkoutUrl(git, { revision: textAt(entry, 'ref'), subdirectory });
  const place = textAt(entry, 'file') ?? textAt(entry, 'path');
  return place === null ? undefined : archiveUrl(place, subdirectory, lock);
}

function lineOf(text: string, name: string): number {
  const before = text.slice(0, Math.max(0, text.indexOf(`"${name}": {`)));
  return before.split('\n').length;
}

function lockedOf(name: string, entry: Table, { text, ...lock }: LockFile & { readonly text: string }): LockedPackage {
  const url = urlOf(entry, lock);
  const version = /^==(.+)$/.exec(textAt(entry, 'version') ?? '')?.[1]?.trim() ?? null;
  const line = lineOf(text, name);
  if (url === undefined && version === null) throw new UserError('bad-input', `${lock.file}:${line}: ${name} is locked to no version`);
  return { name, version, marker: textAt(entry, 'markers'), files: textsAt(entry, 'hashes').flatMap((hash) => lockedFile({ name: null, hash })), line, ...(url === undefined ? {} : { url }) };
}

function sectionOf(lock: Table, section: string, file: string): readonly [string, unknown][] {
  const value = lock[section] ?? {};
  if (!isTable(value)) throw new UserError('bad-input', `${file}: ${section} is no object of packages`, { hint: 'let Pipenv make the lock again' });
  return Object.entries(value);
}

/** A package of both sections stands in both; Pipenv installs one. */
function once(packages: readonly LockedPackage[]): readonly LockedPackage[] {
  const first = new Map<string, LockedPackage>();
  for (const each of packages) if (!first.has(each.name)) first.set(each.name, each);
  return [...first.values()];
}

export default defineInput({
  title: 'Lock file of Pipenv (Pipfile.lock)',
  recognises: ({ name, text }) => name === 'Pipfile.lock' || (/^\s*\{/.test(text) && /"pipfile-spec"\s*:/.test(text)),

  /** The packages for running and for development; to judge, those of further categories as well. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    const lock = readJson(text, file);
    checkVersion(tableAt(lock, '_meta')['pipfile-spec'], { file, tool: 'a lock file of Pipenv', known: /^6$/ });
    const further = reader.everyPart ? Object.keys(lock).filter((key) => !/^(?:_meta|default|develop)$/.test(key)) : [];
    const sections = ['default', 'develop', ...further].flatMap((section) => sectionOf(lock, section, file));
    const packages = sections.flatMap(([name, entry]) => (isTable(entry) && isFolderPath(textAt(entry, 'path')) ? [] : [lockedOf(name, isTable(entry) ? entry : {}, { text, file, reader })]));
    return lockedSet(once(packages), { file, reader });
  },
});
