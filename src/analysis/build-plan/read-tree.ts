import type { MemberName } from '../../archive/member.js';
import { readArchive } from '../../archive/read-archive.js';
import { isPythonPath } from '../member-kind.js';

// Python beyond this is read again when a build turns out to run it; most projects are smaller as a whole.
const KEPT_BYTES = 32 * 1024 * 1024;
const CONFIGURATION = /(?:^|\/)(?:pyproject\.toml|hatch\.toml|setup\.cfg|PKG-INFO|entry_points\.txt)$/;

/** The paths of an archive or a folder, and contents by path: those that are kept, and any other for the asking. */
export interface ReadTree {
  readonly paths: readonly string[];
  readonly contents: ReadonlyMap<string, Buffer>;
  /** Where links lead, by their paths. */
  readonly links: ReadonlyMap<string, string>;
  /** Contents of these files, of links that of what they lead to; those that are too large or not there are missing. */
  readonly fetch: (paths: ReadonlySet<string>) => Promise<ReadonlyMap<string, Buffer>>;
}

// Whoever unpacks an archive follows such chains; Linux gives up after 40.
const LONGEST_CHAIN = 40;

async function contentsOf(path: string, wanted: (member: MemberName) => boolean): Promise<{ paths: string[]; contents: Map<string, Buffer>; links: Map<string, string> }> {
  const paths: string[] = [];
  const contents = new Map<string, Buffer>();
  const links = new Map<string, string>();
  for await (const member of readArchive(path, { wantContent: wanted })) {
    paths.push(member.path);
    if (member.content !== null) contents.set(member.path, member.content);
    if (member.linkTo !== null) links.set(member.path, member.linkTo);
  }
  return { paths, contents, links };
}

/** What a path leads to in the end; itself for what is no link. */
export function linkEnd(path: string, links: ReadonlyMap<string, string>): string {
  let end = path;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) end = links.get(end) ?? end;
  return end;
}

/** Looks through a source archive or folder before it is judged. */
export async function readTree(path: string): Promise<ReadTree> {
  let left = KEPT_BYTES;
  const { paths, contents, links } = await contentsOf(path, (member) => {
    if (CONFIGURATION.test(member.path)) return true;
    if (!isPythonPath(member.path) || member.bytes > left) return false;
    left -= member.bytes;
    return true;
  });
  const known = new Set(paths);
  const fetch = async (asked: ReadonlySet<string>): Promise<ReadonlyMap<string, Buffer>> => {
    const leadsTo = new Map([...asked].map((name) => [name, linkEnd(name, links)]));
    const missing = new Set([...leadsTo.values()].filter((name) => !contents.has(name) && known.has(name)));
    const more = missing.size === 0 ? null : await contentsOf(path, (member) => missing.has(member.path));
    return new Map(
      [...leadsTo].flatMap(([name, end]) => {
        const content = contents.get(end) ?? more?.contents.get(end);
        return content === undefined ? [] : [[name, content] as const];
      }),
    );
  };
  return { paths, contents, links, fetch };
}
