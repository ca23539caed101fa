import { BUSY_TIMEOUT_MS, connectionOver, type Driver } from './driver.js';

type DatabaseSync = Parameters<typeof connectionOver>[0];
type DatabaseConstructor = new (path: string) => DatabaseSync;

/** The one check of what node's module offers; the types for Node 20 do not know it. */
function hasDatabase(module: unknown): module is { readonly DatabaseSync: DatabaseConstructor } {
  return typeof module === 'object' && module !== null && 'DatabaseSync' in module && typeof module.DatabaseSync === 'function';
}

/** Node says on stderr that the module is experimental, which is no news for somebody who installs a package. */
async function importQuietly(name: string): Promise<unknown> {
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return await import(name);
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** SQLite as it comes with Node 22.13 and later, else null. */
export async function loadNodeSqlite(versions: Readonly<Record<string, string | undefined>> = process.versions): Promise<Driver | null> {
  const [major = 0, minor = 0] = (versions['node'] ?? '').split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 13)) return null;
  try {
    const module = await importQuietly('node:sqlite');
    if (!hasDatabase(module)) return null;
    const open = (path: string) => {
      const connection = connectionOver(new module.DatabaseSync(path));
      connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
      return connection;
    };
    return { kind: 'node:sqlite', open };
  } catch (cause) {
    // A Node built without SQLite.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_BUILTIN_MODULE') return null;
    throw cause;
  }
}
