import { isTable, parseToml, UnusableBuildSystem, type Table } from './build-system.js';

/** Name and version that a pyproject.toml says; each null where only a build tells it. */
export interface StatedIdentity {
  readonly name: string | null;
  readonly version: string | null;
}

const NOTHING: StatedIdentity = { name: null, version: null };

const textIn = (table: Table, key: string): string | null => {
  const value = table[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
};

const tableIn = (table: Table, key: string): Table => {
  const value = table[key];
  return isTable(value) ? value : {};
};

// Poetry kept them in a table of its own before it knew the standard one (PEP 621).
function identityIn(document: Table): StatedIdentity {
  const [project, poetry] = [tableIn(document, 'project'), tableIn(tableIn(document, 'tool'), 'poetry')];
  return textIn(project, 'name') === null ? { name: textIn(poetry, 'name'), version: textIn(poetry, 'version') } : { name: textIn(project, 'name'), version: textIn(project, 'version') };
}

/** What a pyproject.toml says of who it is; `null` stands for a project without one. A file that cannot be read says nothing. */
export async function statedIdentity(pyproject: string | null): Promise<StatedIdentity> {
  if (pyproject === null) return NOTHING;
  try {
    return identityIn(await parseToml(pyproject));
  } catch (error) {
    if (error instanceof UnusableBuildSystem) return NOTHING;
    throw error;
  }
}
