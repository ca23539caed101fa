import { UserError } from '../../core/errors.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import { isTable, tableAt, textAt, type Table } from './tables.js';

const normal = (name: string): string => (isPackageName(name) ? parsePackageName(name) : name);

interface Groups {
  readonly file: string;
  readonly groups: ReadonlyMap<string, unknown>;
}

function expand(name: string, { file, groups }: Groups, chain: readonly string[]): readonly string[] {
  const key = normal(name);
  if (chain.includes(key)) throw new UserError('bad-input', `${file}: the dependency group ${name} includes itself (${[...chain, key].join(' → ')})`);
  const entries = groups.get(key);
  if (entries !== undefined && !Array.isArray(entries)) throw new UserError('bad-input', `${file}: the dependency group ${name} is not a list`);
  if (entries === undefined) throw new UserError('bad-input', `${file}: there is no dependency group ${JSON.stringify(name)}`, { hint: `there are: ${[...groups.keys()].join(', ') || 'none'}` });
  return entries.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [entry];
    const included = isTable(entry) ? textAt(entry, 'include-group') : null;
    if (included === null) throw new UserError('bad-input', `${file}: the dependency group ${name} holds something that is neither a requirement nor include-group`);
    return expand(included, { file, groups }, [...chain, key]);
  });
}

/** The requirements of a dependency group with those that it includes (PEP 735). Throws `bad-input`. */
export function groupRequirements(pyproject: Table, name: string, file: string): readonly string[] {
  return expand(name, { file, groups: new Map(Object.entries(tableAt(pyproject, 'dependency-groups')).map(([key, value]) => [normal(key), value])) }, []);
}

/** Names of all groups as they are spelled. */
export function groupNames(pyproject: Table): readonly string[] {
  return Object.keys(tableAt(pyproject, 'dependency-groups'));
}
