import { UserError } from '../../core/errors.js';
import { parseToml } from '../../platform/toml.js';

/** A table of TOML, a mapping of YAML or an object of JSON. */
export type Table = Readonly<Record<string, unknown>>;

export const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** The table below a key; an empty one where there is none. */
export function tableAt(table: Table, key: string): Table {
  const value = table[key];
  return isTable(value) ? value : {};
}

/** The tables of a list; what is none is left out. */
export function tablesAt(table: Table, key: string): readonly Table[] {
  const value = table[key];
  return Array.isArray(value) ? value.filter(isTable) : isTable(value) ? [value] : [];
}

/** A text, or null. */
export function textAt(table: Table, key: string): string | null {
  const value = table[key];
  return typeof value === 'string' ? value : null;
}

/** The texts of a list. */
export function textsAt(table: Table, key: string): readonly string[] {
  const value = table[key];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

const bad = (message: string, hint?: string): UserError => new UserError('bad-input', message, hint === undefined ? {} : { hint });

/** The texts of a list of requirements; none where the key is not there. Throws `bad-input` for what is no such list, since a part of it would be left out. */
export function requirementsAt(table: Table, key: string, file: string): readonly string[] {
  const value = table[key] ?? [];
  const texts = textsAt(table, key);
  if (!Array.isArray(value) || texts.length < value.length) throw bad(`${file}: ${key} is not a list of requirements`, 'write ["name>=1", "other"]');
  return texts;
}

/** Throws `bad-input` for a file that a merge has left unfinished: half of it is somebody else's. */
export function refuseConflict(text: string, file: string): void {
  const line = text.split('\n').findIndex((each) => /^(?:<{7}|>{7})(?: |\r?$)/.test(each));
  if (line >= 0) throw bad(`${file}:${line + 1}: a merge conflict is not resolved`, 'resolve it, or make the file again');
}

/** Parses TOML. Throws `bad-input` with file, line and column. */
export async function readToml(text: string, file: string): Promise<Table> {
  refuseConflict(text, file);
  return await parseToml(text, file, 'bad-input');
}

/** Parses JSON with an object at its top. Throws `bad-input`. */
export function readJson(text: string, file: string): Table {
  refuseConflict(text, file);
  try {
    const value: unknown = JSON.parse(text);
    if (isTable(value)) return value;
  } catch (cause) {
    throw new UserError('bad-input', `${file}: not valid JSON: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  throw bad(`${file}: expected an object of JSON`);
}

/** Parses YAML 1.2 with a mapping at its top. Throws `bad-input` with line and column. */
export async function readYaml(text: string, file: string): Promise<Table> {
  refuseConflict(text, file);
  // By its default: bundled, a CommonJS package exports nothing else.
  const { parse, YAMLParseError } = (await import('yaml')).default;
  try {
    // Aliases can make a small file enormous.
    const value: unknown = parse(text, { maxAliasCount: 100, logLevel: 'error' });
    if (isTable(value)) return value;
  } catch (cause) {
    if (!(cause instanceof YAMLParseError) && !(cause instanceof ReferenceError)) throw cause;
    throw new UserError('bad-input', `${file}: not valid YAML: ${cause.message.split('\n')[0]}`, { cause });
  }
  throw bad(`${file}: expected a mapping of YAML`);
}

export interface KnownVersions {
  readonly file: string;
  readonly tool: string;
  /** What the version starts with, for those that are understood. */
  readonly known: RegExp;
}

/** Throws `bad-input` for a lock file of a version that nobody knew when this depsec was made: guessing would leave packages out. */
export function checkVersion(version: unknown, { file, tool, known }: KnownVersions): void {
  const text = typeof version === 'number' || typeof version === 'string' ? String(version) : null;
  if (text === null) throw bad(`${file}: ${tool} that names no version: it may be empty or cut off`, 'let the tool that wrote it make it again');
  if (!known.test(text)) throw bad(`${file}: ${tool} of version ${JSON.stringify(text)} is not understood`, 'a newer depsec may know it; pip freeze and the tools themselves write requirements files, which every depsec reads');
}
