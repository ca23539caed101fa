import { readMembersOf } from '../archive/read-members.js';
import { ArchiveRefusal } from '../archive/refusal.js';
import type { Gap } from '../core/finding.js';
import { untrusted } from '../core/untrusted.js';
import { isPythonPath } from './member-kind.js';

const MAIN = '__main__.py';
const MOST_MODULES = 100;
const LARGEST_TEXT = 1024 * 1024;
// What a program brings besides its modules, and nothing of which runs by being there.
const IS_DATA = /\.(?:txt|md|rst|json|ya?ml|toml|cfg|ini|csv|html?|css|typed|pyi|pem|crt|png|gif|svg)$|(?:^|\/)(?:LICEN[CS]E|COPYING|README|NOTICE|AUTHORS|METADATA|PKG-INFO|RECORD|WHEEL|INSTALLER)[^/]*$/i;

// Python finds a program in a zip behind a first line for the shell as well.
const START = /^(?:#![^\n]{0,500}\n)?PK\x03\x04/;

const isZip = (bytes: Buffer): boolean => START.test(bytes.toString('latin1', 0, 600));
const ARCHIVE = untrusted('is an archive of modules that Python is given to run, and not all of it could be read: unpack it, then scan the folder');

/** Why such a zip was not read: to call it broken Python tells nobody anything. */
export const toldOfZip = (gaps: readonly Gap[], bytes: Buffer): readonly Gap[] => (isZip(bytes) ? gaps.map(({ kind, what }) => ({ kind, what, why: ARCHIVE })) : gaps);

/**
 * The text of the program in a zip that Python can start (`python tool.pyz`, zipapp), or of the modules in one that is put on sys.path: one after the other,
 * `__main__.py` as the last, since all of them may run when that does. Null for what is no such zip, and where a part of it could not be read as text: whoever reads it says so.
 */
export async function programIn(bytes: Buffer): Promise<Buffer | null> {
  if (!isZip(bytes)) return null;
  try {
    const { paths, contents } = await readMembersOf(bytes, isPythonPath);
    const main = contents.get(MAIN);
    const isWhole = paths.every((path) => contents.has(path) || path.endsWith('/') || IS_DATA.test(path)) && contents.size <= MOST_MODULES;
    const texts = [...contents.values()].filter((text) => text !== main);
    const size = [...contents.values()].reduce((sum, { length }) => sum + length, 0);
    return contents.size === 0 || !isWhole || size > LARGEST_TEXT ? null : Buffer.from([...texts, ...(main === undefined ? [] : [main])].map((text) => text.toString('utf8')).join('\n'));
  } catch (cause) {
    if (cause instanceof ArchiveRefusal) return null;
    throw cause;
  }
}
