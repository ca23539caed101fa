/** How a source tree wants to be built (PEP 517, PEP 518). */
export interface BuildSystem {
  /** PEP 508 requirements that must be there before the backend is even loaded. */
  readonly requires: readonly string[];
  /** `module:object` that holds the hooks. */
  readonly backend: string;
  /** Folders of the tree, relative to its root, that the backend is imported from; empty for a backend that is installed. */
  readonly backendPath: readonly string[];
}

/** What pip assumes of a project without a `[build-system]` table: setuptools, which runs setup.py. */
export const LEGACY: BuildSystem = { requires: ['setuptools>=40.8.0'], backend: 'setuptools.build_meta:__legacy__', backendPath: [] };

/** A pyproject.toml from which nobody can tell what a build would run. */
export class UnusableBuildSystem extends Error {
  override readonly name = 'UnusableBuildSystem';
}

/** A table of a TOML file. */
export type Table = Readonly<Record<string, unknown>>;

/** True for a value that is a table. */
export const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);

const OBJECT = /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*(?::[\p{ID_Start}_][\p{ID_Continue}.]*)?$/u;

/** The tables of a pyproject.toml or hatch.toml. Throws `UnusableBuildSystem`. */
export async function parseToml(text: string, fileName = 'pyproject.toml'): Promise<Table> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    // Python has integers of any size, and no `\r` in texts of several lines.
    return parse(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'), { integersAsBigInt: 'asNeeded' });
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw new UnusableBuildSystem(`${fileName} is not valid TOML: ${cause.message.split('\n')[0] ?? ''}`, { cause });
  }
}

function texts(table: Table, key: string): readonly string[] {
  const value = table[key];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw new UnusableBuildSystem(`pyproject.toml: build-system.${key} is not a list of texts`);
  return value;
}

function backendOf(table: Table): string {
  const backend = table['build-backend'] ?? LEGACY.backend;
  if (typeof backend !== 'string' || !OBJECT.test(backend)) throw new UnusableBuildSystem('pyproject.toml: build-system.build-backend names no object of a module');
  return backend;
}

// The standard asks of frontends that they refuse a path that leads out of the tree.
function pathsOf(table: Table): readonly string[] {
  const paths = table['backend-path'] === undefined ? [] : texts(table, 'backend-path').map((path) => path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, ''));
  const stray = paths.find((path) => /^[\\/]|^[a-z]:|\\|\0/i.test(path) || path.split('/').includes('..'));
  if (stray !== undefined) throw new UnusableBuildSystem(`pyproject.toml: build-system.backend-path leads out of the project: ${JSON.stringify(stray)}`);
  return paths.map((path) => (path === '.' ? '' : path));
}

/** Reads `[build-system]` of a pyproject.toml; `null` stands for a tree without one. Throws `UnusableBuildSystem`. */
export async function readBuildSystem(pyproject: string | null): Promise<BuildSystem> {
  const system = pyproject === null ? undefined : (await parseToml(pyproject))['build-system'];
  if (system === undefined) return LEGACY;
  if (!isTable(system)) throw new UnusableBuildSystem('pyproject.toml: build-system is not a table');
  if (system['requires'] === undefined) throw new UnusableBuildSystem('pyproject.toml: build-system.requires is missing');
  return { requires: texts(system, 'requires'), backend: backendOf(system), backendPath: pathsOf(system) };
}
