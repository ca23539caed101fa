import { UserError } from '../../core/errors.js';
import { parseToml as parse } from '../../platform/toml.js';
import { isTable } from './shapes.js';

type Table = Readonly<Record<string, unknown>>;

/** Parses TOML 1.0. `file` is only for messages. Throws `bad-config` with file, line and column. */
export const parseToml = (text: string, file: string): Promise<Table> => parse(text, file, 'bad-config');

/** The tables of a pyproject.toml that are meant for depsec, the synonym first. */
export async function projectTables(text: string, file: string): Promise<readonly { readonly prefix: string; readonly table: Table }[]> {
  // The file belongs to other tools too: where it cannot be about depsec, their mistakes are none of ours.
  if (!/depsec|alterks/.test(text)) return [];
  const tool = (await parseToml(text, file))['tool'];
  if (!isTable(tool)) return [];
  return ['alterks', 'depsec'].flatMap((name) => {
    const table = tool[name];
    if (table === undefined) return [];
    if (!isTable(table)) throw new UserError('bad-config', `${file}: tool.${name} must be a table`);
    return [{ prefix: `tool.${name}.`, table }];
  });
}
