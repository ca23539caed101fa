import { readArchive } from '../../archive/read-archive.js';
import { isPythonPath } from '../member-kind.js';

// Python beyond this is read again when a build turns out to run it; most projects are smaller as a whole.
const KEPT_BYTES = 32 * 1024 * 1024;
const CONFIGURATION = /(?:^|\/)(?:pyproject\.toml|hatch\.toml|setup\.cfg|PKG-INFO|entry_points\.txt)$/;

/** The paths of an archive or a folder, and contents by path: those that are kept, and any other for the asking. */
export interface ReadTree {
  readonly paths: readonly string[];
  readonly contents: ReadonlyMap<string, Buffer>;
  /** Contents of these files; those that are links or too large are missing. */
  readonly fetch: (paths: ReadonlySet<string>) => Promise<ReadonlyMap<string, Buffer>>;
}

async function contentsOf(path: string, wanted: (member: { readonly path: string; readonly bytes: number }) => boolean): Promise<{ paths: string[]; contents: Map<string, Buffer> }> {
  const paths: string[] = [];
  const contents = new Map<string, Buffer>();
  for await (const member of readArchive(path, { wantContent: wanted })) {
    paths.push(member.path);
    if (member.content !== null) contents.set(member.path, member.content);
  }
  return { paths, contents };
}

/** Looks through a source archive or folder before it is judged. */
export async function readTree(path: string): Promise<ReadTree> {
  let left = KEPT_BYTES;
  const { paths, contents } = await contentsOf(path, (member) => {
    if (CONFIGURATION.test(member.path)) return true;
    if (!isPythonPath(member.path) || member.bytes > left) return false;
    left -= member.bytes;
    return true;
  });
  const known = new Set(paths);
  const fetch = async (asked: ReadonlySet<string>): Promise<ReadonlyMap<string, Buffer>> => {
    const missing = new Set([...asked].filter((name) => !contents.has(name) && known.has(name)));
    const more = missing.size === 0 ? null : await contentsOf(path, (member) => missing.has(member.path));
    return new Map([...asked].flatMap((name) => {
      const content = contents.get(name) ?? more?.contents.get(name);
      return content === undefined ? [] : [[name, content] as const];
    }));
  };
  return { paths, contents, fetch };
}
