import { access, constants, stat } from 'node:fs/promises';
import { UserError } from '../core/errors.js';
import { systemCode } from '../platform/files/disk-error.js';
import { readTextCapped } from '../platform/files/read-text.js';
import { pathOf, type Environment } from './environment.js';

/** A user name and a password, in clear text. Never to be shown. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Passwords by host name. `fallback` is the `default` entry. `problem` says why a file that exists gave none. */
export interface Netrc {
  readonly hosts: ReadonlyMap<string, Credentials>;
  readonly fallback: Credentials | null;
  readonly problem: string | null;
}

export const noNetrc: Netrc = { hosts: new Map(), fallback: null, problem: null };

interface Cursor {
  readonly text: string;
  at: number;
}

const LARGEST_FILE = 1_000_000;
const FIELDS: ReadonlyMap<string, 'login' | 'account' | 'password'> = new Map([['login', 'login'], ['user', 'login'], ['account', 'account'], ['password', 'password']]);

const malformed = ({ text, at }: Cursor, why: string): UserError => new UserError('bad-config', `line ${text.slice(0, at).split('\n').length}: ${why}`);

const skipLine = (cursor: Cursor): void => {
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end;
};

const skipMacro = (cursor: Cursor): void => {
  const end = cursor.text.indexOf('\n\n', cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end + 2;
};

// A bare word or a quoted one; in both a backslash takes the next character as it is (Python's netrc since 3.11). '' at the end.
function nextToken(cursor: Cursor): string {
  const token = /[ \t\r\n]*(?:"((?:[^"\\]|\\.)*)"|((?:[^ \t\r\n\\]|\\.)*))/sy;
  token.lastIndex = cursor.at;
  const match = token.exec(cursor.text);
  cursor.at = token.lastIndex;
  return (match?.[1] ?? match?.[2] ?? '').replace(/\\(.)/gs, '$1');
}

function readFields(cursor: Cursor): Credentials {
  const fields = { login: '', account: '', password: '' };
  for (;;) {
    const start = cursor.at;
    const token = nextToken(cursor);
    const field = FIELDS.get(token);
    if (field) fields[field] = nextToken(cursor);
    else if (token.startsWith('#')) skipLine(cursor);
    else if (['', 'machine', 'default', 'macdef'].includes(token)) {
      cursor.at = start;
      return { username: fields.login || fields.account, password: fields.password };
    } else throw malformed(cursor, `expected login, account or password`);
  }
}

function readEntries(text: string): Netrc {
  const cursor: Cursor = { text, at: 0 };
  const hosts = new Map<string, Credentials>();
  let fallback: Credentials | null = null;
  for (let token = nextToken(cursor); token !== ''; token = nextToken(cursor)) {
    if (token === 'macdef') skipMacro(cursor);
    else if (token === 'default') fallback = readFields(cursor);
    else if (token === 'machine') hosts.set(nextToken(cursor).toLowerCase(), readFields(cursor));
    else if (token.startsWith('#')) skipLine(cursor);
    else throw malformed(cursor, 'expected machine, default or macdef');
  }
  return { hosts, fallback, problem: null };
}

/** Reads the netrc format (ftp(1), in the reading of Python's netrc module that pip uses). As for pip, a malformed file gives no passwords at all. */
export function parseNetrc(text: string, file: string): Netrc {
  try {
    return readEntries(text.replace(/\r\n?/g, '\n'));
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    // Without the words of the file: they may be a password.
    return { ...noNetrc, problem: `${file}: ${cause.message}` };
  }
}

/** The user name and password for a host, or null. */
export function netrcCredentials(netrc: Netrc, host: string): Credentials | null {
  const found = netrc.hosts.get(host.toLowerCase()) ?? netrc.fallback;
  return found && (found.username !== '' || found.password !== '') ? found : null;
}

async function existing(path: string): Promise<'file' | 'nothing' | 'unreadable'> {
  try {
    if (!(await stat(path)).isFile()) return 'unreadable';
    await access(path, constants.R_OK);
    return 'file';
  } catch (cause) {
    const code = systemCode(cause);
    if (code === '') throw cause;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'nothing' : 'unreadable';
  }
}

/** Reads $NETRC, else `~/.netrc`, else `~/_netrc`: the first that exists. A file that cannot be used is told in `problem`, not thrown. */
export async function readNetrc({ home, netrcFile, platform }: Environment): Promise<Netrc> {
  const { sep } = pathOf(platform);
  const usual = home === null ? [] : [`${home}${sep}.netrc`, `${home}${sep}_netrc`];
  for (const file of netrcFile === null ? usual : [netrcFile.replace(/^~(?=$|[\\/])/, home ?? '~')]) {
    const found = await existing(file);
    if (found === 'unreadable') return { ...noNetrc, problem: `${file}: it cannot be read` };
    if (found === 'file') return parseNetrc(await readTextCapped(file, LARGEST_FILE), file);
  }
  return noNetrc;
}
