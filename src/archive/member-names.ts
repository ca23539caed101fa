import { limits } from './limits.js';
import { NO_CODE } from './plain-names.js';
import { ArchiveRefusal, type RefusalCode } from './refusal.js';

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
// U+FFFD and lone surrogates mean that the bytes were not UTF-8.
const UNDECODABLE = /\ufffd|\p{Surrogate}/u;
const DRIVE = /^[a-z]:/i;
// Names of devices, whatever suffix follows (Microsoft, "Naming Files, Paths, and Namespaces"), superscript digits included.
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(?:[.:]|$)/i;
// What is a text or a picture to everybody: Windows cannot unpack `con.rst`, which loses a page of a manual and runs nothing.
const RESERVED_PAGE = new RegExp(`^\\w+${NO_CODE}$`, 'i');
// A module or a source that is read and judged as any other (`con.py`, `aux.sh`). Where Windows takes it for a device it is missing, and what is missing runs nothing.
const RESERVED_SOURCE = /^(?:con|aux|prn)\.(?:pyi?|sh|c|cc|cpp|h|hpp)$/i;
// A stream beside a file without suffix: neither Python nor Windows takes such a file for code, and `name::$DATA`, the file itself by another name, is
// none of these. The stream itself has no suffix either, or none by which Python, a loader or Windows knows what it can run, as pictures of
// `localhost:5904.png`, templates and what was measured (`L2:ALL.stat`) have: it is read and judged as any other member.
// Maildir keeps what is known of a message behind a colon (`1606884253.host:2,S`).
const MAIL_FLAGS = /^(?!.*\.(?:py\w?|pth|so|dll|exe)(?:\.|:))[^:$]*[^:$.]:2,[a-z]*$/i;
const RUNS = String.raw`\.(?:py\w*|pth|egg|whl|zip|jar|so|dll|dylib|exe|com|scr|cpl|sys|ocx|bat|cmd|ps\w*|vb\w?|[cm]?js\w?|ws\w|hta|ms\w|lnk|reg|inf|sh)`;
const PLAIN_STREAM = new RegExp(String.raw`^[^.:$]+(?::[^.:$]+)*:(?![^:$]*${RUNS}$)[^:$]*[^.:$\s]$`, 'i');

/**
 * Refuses every member name that unpackers read differently or that leaves the folder it is unpacked into. What is left
 * is relative, uses `/` only and has no empty, `.` or `..` component, so it means one file on every system.
 */
export function checkMemberName(path: string): void {
  if (path === '') throw refused('bad-name', path, 'is empty');
  // Some readers end a name at its first NUL.
  if (path.includes('\0')) throw refused('nul-in-name', path, 'holds a NUL');
  if (CONTROL.test(path)) throw refused('control-in-name', path, 'holds control characters');
  if (UNDECODABLE.test(path)) throw refused('undecodable-name', path, 'holds bytes that are no text');
  // Windows takes a backslash for a separator, other systems for a letter.
  if (path.includes('\\')) throw refused('backslash-in-name', path, 'holds a backslash');
  if (path.startsWith('/')) throw refused('absolute-name', path, 'is absolute');
  if (DRIVE.test(path)) throw refused('drive-name', path, 'begins with a drive');
  if (Buffer.byteLength(path) > limits.pathBytes) throw refused('long-name', path, `is longer than ${limits.pathBytes} bytes`);
  checkComponents(path);
}

/**
 * Refuses names that Windows does not take for files of their own: devices such as `aux.py`, and `a.py:b`, which writes a stream of `a.py` that
 * no listing shows. Elsewhere a colon is a letter, and some test data is called so. Asked of archives only: a folder on this disk has files of
 * these names already, and one reading.
 */
export function checkWindowsName(path: string): void {
  for (const component of path.split('/')) {
    if (RESERVED.test(component) && !RESERVED_PAGE.test(component) && !RESERVED_SOURCE.test(component)) throw refused('reserved-name', path, 'is a device on Windows');
    if (component.includes(':') && !PLAIN_STREAM.test(component) && !MAIL_FLAGS.test(component)) throw refused('stream-name', path, 'holds a colon, which names a hidden stream on Windows');
  }
}

function checkComponents(path: string): void {
  const components = path.split('/');
  if (components.length > limits.depth) throw refused('deep-name', path, `is deeper than ${limits.depth} folders`);
  if (components.includes('..')) throw refused('traversal', path, 'climbs out of its folder');
  if (components.includes('') || components.includes('.')) throw refused('bad-name', path, 'has an empty or "." component');
}

function refused(code: RefusalCode, path: string, what: string): ArchiveRefusal {
  return new ArchiveRefusal(code, `member name ${JSON.stringify(path.slice(0, 200))} ${what}`);
}
