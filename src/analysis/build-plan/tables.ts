import { isTable, type Table } from '../../archive/project/build-system.js';

/** What lies in a table below these keys. */
export function at(table: Table, ...keys: readonly string[]): unknown {
  let value: unknown = table;
  for (const key of keys) value = isTable(value) ? value[key] : undefined;
  return value;
}

/** The tables in a table. */
export const tablesIn = (value: unknown): readonly Table[] => (isTable(value) ? Object.values(value).filter(isTable) : []);
/** A text, or all texts in a table. */
export const textsIn = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : isTable(value) ? Object.values(value).filter((item) => typeof item === 'string') : []);
