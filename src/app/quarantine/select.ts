import { isSameVersion } from '../../core/requirements/version-order.js';
import { UserError } from '../../core/errors.js';
import { parsePackageName } from '../../core/name.js';
import type { Entry, Kept } from '../../quarantine/entry.js';

/** An entry that can be told. */
export type Readable = Extract<Entry, { readonly kept: Kept }>;

/** Which entries are meant, as it was typed: a name, and perhaps a version or the name of a file. `flask==3.0` says both. */
export interface Wanted {
  readonly name: string;
  readonly version: string | null;
}

export const titleOf = ({ name, version }: Pick<Kept, 'name' | 'version'>): string => `${name} ${version}`.trim();

export function wantedFrom([first = '', second]: readonly string[]): Wanted {
  const [name = '', version] = first.split('==').map((part) => part.trim());
  return { name, version: second ?? version ?? null };
}

/** All entries that fit. Throws `bad-package-name`, or `unknown-package` where there is none. */
export function entriesFor({ name, version }: Wanted, entries: readonly Entry[]): readonly Readable[] {
  const project = parsePackageName(name);
  const named = entries.filter((entry): entry is Readable => entry.kept !== null && entry.kept.name === project);
  const fitting = named.filter(({ kept }) => version === null || kept.version === version || isSameVersion(kept.version, version) || kept.fileName === version);
  if (fitting.length > 0) return fitting;
  const others = named.length === 0 ? '' : `; of ${project} there are: ${named.map(({ kept }) => kept.version).join(', ')}`;
  throw new UserError('unknown-package', `${project}${version === null ? '' : ` ${version}`} is not in quarantine${others}`, { hint: 'depsec quarantine list shows what is' });
}

/** The one entry that fits. Throws `bad-arguments` where there are several, besides what `entriesFor` throws. */
export function entryFor(wanted: Wanted, entries: readonly Entry[]): Readable {
  const [one, ...others] = entriesFor(wanted, entries);
  if (one !== undefined && others.length === 0) return one;
  const all = [one, ...others].flatMap((entry) => (entry === undefined ? [] : [entry.kept]));
  const versions = new Set(all.map(({ version }) => version));
  const names = versions.size === all.length ? [...versions] : all.map(({ fileName }) => fileName);
  throw new UserError('bad-arguments', `several files of ${all[0]?.name ?? ''} are in quarantine: ${names.join(', ')}`, { hint: `say which one behind the name: ${all[0]?.name ?? ''} ${names[0] ?? ''}` });
}
