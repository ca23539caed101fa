import { UserError } from '../core/errors.js';
import { defineInput } from '../core/input.js';
import { forPython } from '../core/requirements/requirement-set.js';
import { archiveUrl, checkoutUrl } from './structured/direct-address.js';
import { reachedFrom, type Edge } from './structured/edge-markers.js';
import { entriesAt, headingLines, identityOf, lockedFile, lockedSet, type LockedPackage, type LockFile } from './structured/locked-package.js';
import { markerInEveryPart } from './structured/selection-markers.js';
import { checkVersion, isTable, readToml, tableAt, tablesAt, textAt, textsAt, type Table } from './structured/tables.js';

interface Entry {
  readonly table: Table;
  readonly name: string;
  readonly version: string | null;
  readonly line: number;
  readonly key: string;
}

// No key of an entry.
const MANIFEST = '.';

const keyOf = (name: string, version: string | null): string => `${name}==${version ?? ''}`;

/** The project itself and its workspace: folders that are installed from where they lie. */
const isOwn = ({ table }: Entry): boolean => ['virtual', 'editable', 'directory'].some((kind) => kind in tableAt(table, 'source'));

function target(dependency: Table, entries: readonly Entry[]): readonly Entry[] {
  const name = textAt(dependency, 'name');
  const version = textAt(dependency, 'version');
  return entries.filter((entry) => entry.name === name && (version === null || entry.version === version));
}

function groupsOf(entry: Entry): readonly Table[] {
  const { table } = entry;
  const optional = Object.values(tableAt(table, 'optional-dependencies')).flatMap((list) => (Array.isArray(list) ? list.filter(isTable) : []));
  const development = Object.values(tableAt(table, 'dev-dependencies')).flatMap((list) => (Array.isArray(list) ? list.filter(isTable) : []));
  // Extras of a dependency are listed whether or not somebody asked for them; taking them all leaves none out.
  return [...tablesAt(table, 'dependencies'), ...optional, ...development];
}

/** What stands in the manifest: needs of a script, and groups of a workspace whose root is no project. */
function manifestNeeds(lock: Table): readonly Table[] {
  const manifest = tableAt(lock, 'manifest');
  const groups = tableAt(manifest, 'dependency-groups');
  return [...tablesAt(manifest, 'requirements'), ...Object.keys(groups).flatMap((group) => tablesAt(groups, group))];
}

const edgesFrom = (from: string, dependencies: readonly Table[], entries: readonly Entry[]): readonly Edge[] =>
  dependencies.flatMap((dependency) => target(dependency, entries).map(({ key }) => ({ from, to: key, marker: textAt(dependency, 'marker') })));

// uv notes the commit behind the hash sign, and branch, tag and folder as a query.
function gitUrl(address: string): string {
  const [, repository = address, query = '', revision = null] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(address) ?? [];
  return checkoutUrl(repository, { revision, subdirectory: new URLSearchParams(query).get('subdirectory') });
}

function directUrl(source: Table, lock: LockFile): string | undefined {
  const git = textAt(source, 'git');
  if (git !== null) return gitUrl(git);
  const place = textAt(source, 'url') ?? textAt(source, 'path');
  return place === null ? undefined : archiveUrl(place, textAt(source, 'subdirectory'), lock);
}

function ownMarker({ table }: Entry): string | null {
  const markers = textsAt(table, 'resolution-markers');
  return markers.length === 0 ? null : markers.map((marker) => (markers.length > 1 ? `(${marker})` : marker)).join(' or ');
}

const and = (one: string | null, other: string | null): string | null => (one === null || other === null ? (one ?? other) : `(${one}) and (${other})`);

function lockedOf(entry: Entry, marker: string | null, lock: LockFile): LockedPackage {
  const { table, name, version, line } = entry;
  const url = directUrl(tableAt(table, 'source'), lock);
  const files = [...tablesAt(table, 'sdist'), ...tablesAt(table, 'wheels')].flatMap((file) => lockedFile({ name: textAt(file, 'filename'), place: textAt(file, 'url') ?? textAt(file, 'path') ?? url ?? null, hash: textAt(file, 'hash') }));
  return { name, version, marker: and(marker, ownMarker(entry)), files, line, ...(url === undefined ? {} : { url }) };
}

export default defineInput({
  title: 'Lock file of uv (uv.lock)',
  recognises: ({ name, text }) => name === 'uv.lock' || (/^\[\[package\]\]$/m.test(text) && /^source = \{ (?:registry|virtual|editable) = /m.test(text)),

  /** Every package that the project needs, its groups and extras included, under the conditions that lead to it. Throws `bad-input`. */
  async read(file, reader) {
    const text = await reader.read(file);
    const lock = await readToml(text, file);
    checkVersion(lock['version'], { file, tool: 'a lock file of uv', known: /^1$/ });
    const lines = headingLines(text, '[[package]]');
    const entries = entriesAt(lock, 'package', { file, tables: ['sdist', 'wheels', 'dependencies', 'source', 'optional-dependencies', 'dev-dependencies'] }).map((table, index): Entry => {
      const line = lines[index] ?? 1;
      const { name, version } = identityOf(table, { file, line });
      return { table, name, version, line, key: keyOf(name, version) };
    });
    const [roots, needs] = [entries.filter(isOwn), manifestNeeds(lock)];
    if (roots.length + needs.length === 0 && entries.length > 0) throw new UserError('bad-input', `${file}: no entry is the project itself, so nothing tells what is needed`);
    const reached = reachedFrom([MANIFEST, ...roots.map(({ key }) => key)], [...edgesFrom(MANIFEST, needs, entries), ...entries.flatMap((entry) => edgesFrom(entry.key, groupsOf(entry), entries))]);
    const wanted = entries.filter((entry) => reached.has(entry.key) && !isOwn(entry));
    // Extras that exclude each other stand in the markers.
    const condition = ({ key }: Entry): string | null => (reader.everyPart ? markerInEveryPart(reached.get(key) ?? null) : (reached.get(key) ?? null));
    const set = lockedSet(wanted.map((entry) => lockedOf(entry, condition(entry), { file, reader })), { file, reader });
    return forPython(set, file, textAt(lock, 'requires-python'));
  },
});
