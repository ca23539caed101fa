import { isTable, type Table } from '../../archive/project/build-system.js';
import { entryPointLines } from '../../archive/wheel/entry-points.js';
import { parseIni } from '../../formats/ini.js';
import { at } from '../build-plan/tables.js';
import type { EntryPoint } from './entry-point.js';

const named = (group: string, name: string, object: string): readonly EntryPoint[] => {
  const bare = object.replace(/\[.*$/s, '').replaceAll(/\s/g, '');
  return group === '' || bare === '' ? [] : [{ group, name, object: bare }];
};

/** Entry points of a text like entry_points.txt, as egg-info folders and setup() have it, too. */
export const ofText = (text: string): readonly EntryPoint[] => entryPointLines(text).flatMap(({ group, name, object }) => named(group, name, object));

/** Those of a setup.cfg, which has a group in each key of one section. */
export function ofConfiguration(text: string): readonly EntryPoint[] {
  const groups = parseIni(text).filter(({ section }) => section === 'options.entry_points');
  return groups.flatMap(({ key, values }) => ofText(`[${key}]\n${values.join('\n')}`));
}

function tableAt(table: Table, ...keys: readonly string[]): Table {
  const value = at(table, ...keys);
  return isTable(value) ? value : {};
}

/** An object, or what poetry makes of one: `{ reference = …, type = "console" }`, or `{ callable = … }`. A file is a script. */
function objectOf(value: unknown): string {
  const said = isTable(value) && value['type'] !== 'file' ? (value['reference'] ?? value['callable']) : value;
  return typeof said === 'string' ? said : '';
}

const inGroup = (group: string, table: Table): readonly EntryPoint[] => Object.entries(table).flatMap(([name, value]) => named(group, name, objectOf(value)));
const inGroups = (tables: Table): readonly EntryPoint[] => Object.entries(tables).flatMap(([group, table]) => (isTable(table) ? inGroup(group, table) : []));

/** Those of the tables of a pyproject.toml: the standard's, and poetry's. */
export function ofPyproject(pyproject: Table): readonly EntryPoint[] {
  return [
    ...inGroup('console_scripts', tableAt(pyproject, 'project', 'scripts')),
    ...inGroup('gui_scripts', tableAt(pyproject, 'project', 'gui-scripts')),
    ...inGroups(tableAt(pyproject, 'project', 'entry-points')),
    ...inGroup('console_scripts', tableAt(pyproject, 'tool', 'poetry', 'scripts')),
    ...inGroups(tableAt(pyproject, 'tool', 'poetry', 'plugins')),
  ];
}
