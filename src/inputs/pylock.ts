import { defineInput } from '../core/input.js';
import type { LockedFile } from '../core/locked.js';
import { forPython } from '../core/requirements/requirement-set.js';
import { archiveUrl, checkoutUrl } from './structured/direct-address.js';
import { entriesAt, headingLines, identityOf, lockedFile, lockedSet, type LockedPackage, type LockFile } from './structured/locked-package.js';
import { chosenMarker, markerInEveryPart, type Selection } from './structured/selection-markers.js';
import { checkVersion, readToml, tableAt, tablesAt, textAt, textsAt, type Table } from './structured/tables.js';

interface Place extends LockFile {
  readonly line: number;
}

/** A file with its digests; one of each kind is a file of its own here, since pip takes any of them. */
function filesOf(entry: Table): readonly LockedFile[] {
  const file = { name: textAt(entry, 'name'), place: textAt(entry, 'url') ?? textAt(entry, 'path') };
  const hashes = Object.entries(tableAt(entry, 'hashes')).flatMap(([algorithm, digest]) => (typeof digest === 'string' ? [`${algorithm}:${digest}`] : []));
  return hashes.length === 0 ? lockedFile({ ...file, hash: null }) : hashes.flatMap((hash) => lockedFile({ ...file, hash }));
}

function directUrl(entry: Table, place: Place): string | undefined {
  const [vcs, archive] = [tableAt(entry, 'vcs'), tableAt(entry, 'archive')];
  const kind = textAt(vcs, 'type');
  const source = kind === null ? archive : vcs;
  const [url, path, subdirectory] = [textAt(source, 'url'), textAt(source, 'path'), textAt(source, 'subdirectory')];
  const found = url ?? (path === null ? null : archiveUrl(path, null, place));
  if (kind !== null) return checkoutUrl(found ?? '', { kind, revision: textAt(vcs, 'commit-id') ?? '', subdirectory });
  return found === null ? undefined : archiveUrl(found, subdirectory, place);
}

function lockedOf(entry: Table, place: Place, selection: Selection): LockedPackage | null {
  const { name, version } = identityOf(entry, place);
  const condition = textAt(entry, 'marker');
  const marker = place.reader.everyPart ? markerInEveryPart(condition) : chosenMarker(condition, selection);
  // The project itself, which is no package that somebody else made.
  if (marker === false || 'directory' in entry) return null;
  const url = directUrl(entry, place);
  const files = [...tablesAt(entry, 'sdist'), ...tablesAt(entry, 'wheels'), tableAt(entry, 'archive')];
  return { name, version, marker, files: files.flatMap(filesOf), line: place.line, ...(url === undefined ? {} : { url }) };
}

export default defineInput({
  title: 'Lock file of PEP 751 (pylock.toml)',
  recognises: ({ name, text }) => /^pylock(?:\.[^.]+)?\.toml$/.test(name) || (/^lock-version = /m.test(text) && /^\[\[packages\]\]$/m.test(text)),

  /** To install, the packages of the default groups, without extras; to judge, those of every part. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    const lock = await readToml(text, file);
    checkVersion(lock['lock-version'], { file, tool: 'a lock file of PEP 751', known: /^1\.\d+$/ });
    const lines = headingLines(text, '[[packages]]');
    const selection = { extras: [], groups: textsAt(lock, 'default-groups') };
    const packages = entriesAt(lock, 'packages', { file, tables: ['sdist', 'wheels', 'archive', 'vcs', 'directory'] }).flatMap((entry, index) => lockedOf(entry, { file, reader, line: lines[index] ?? 1 }, selection) ?? []);
    return forPython(lockedSet(packages, { file, reader }), file, textAt(lock, 'requires-python'));
  },
});
