import { UserError } from '../../core/errors.js';
import { parsePackageName } from '../../core/name.js';
import { isTable, parseTable, type Table } from '../toml/parse.js';

type Groups = ReadonlyMap<string, readonly unknown[]>;

function groupsIn(document: Table, file: string): Groups {
  const table = document['dependency-groups'];
  if (!isTable(table)) throw new UserError('bad-input', `[dependency-groups] table was missing from '${file}'. Cannot resolve '--group' option.`);
  const rows = Object.entries(table).map(([name, value]): readonly [string, readonly unknown[]] => {
    if (!Array.isArray(value)) throw new UserError('bad-input', `${file}: dependency group ${JSON.stringify(name)} is no list`);
    return [parsePackageName(name), value];
  });
  if (new Set(rows.map(([name]) => name)).size < rows.length) throw new UserError('bad-input', `${file}: two dependency groups have names that are spelled alike`);
  return new Map(rows);
}

interface Place {
  readonly groups: Groups;
  readonly file: string;
  /** The groups that led here. */
  readonly chain: readonly string[];
}

function requirementsOf(name: string, { groups, file, chain }: Place): readonly string[] {
  const key = parsePackageName(name);
  const items = groups.get(key);
  if (chain.includes(key)) throw new UserError('bad-input', `${file}: dependency group ${JSON.stringify(name)} includes itself (${[...chain, key].join(' → ')})`);
  if (items === undefined) throw new UserError('bad-input', `${file}: Dependency group '${name}' not found`, { hint: `there are: ${[...groups.keys()].join(', ') || 'none'}` });
  return items.flatMap((item) => {
    if (typeof item === 'string') return [item];
    const included = isTable(item) && Object.keys(item).length === 1 ? item['include-group'] : undefined;
    if (typeof included !== 'string') throw new UserError('bad-input', `${file}: dependency group ${JSON.stringify(name)} holds ${JSON.stringify(item)}, which is neither a requirement nor an include-group`);
    return requirementsOf(included, { groups, file, chain: [...chain, key] });
  });
}

/** The requirements of one dependency group of a pyproject.toml (PEP 735), with what it includes. Throws `bad-input`. */
export async function dependencyGroup(text: string, name: string, file: string): Promise<readonly string[]> {
  return requirementsOf(name, { groups: groupsIn(await parseTable(text, file), file), file, chain: [] });
}
