import { basename, join } from 'node:path';
import { sdistFileName } from '../../archive/project/distribution-file-name.js';
import { statedIdentity, type StatedIdentity } from '../../archive/project/stated-identity.js';
import { UserError } from '../../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import { parseIni } from '../../formats/ini.js';
import { readTextCapped } from '../../platform/files.js';

const MOST_BYTES = 2_000_000;
// Beyond that no call of setup() begins with its name.
const MOST_OF_CALL = 20_000;
const VERSION = /^v?\d[\w.!+-]{0,80}$/;
const OPENING = /[([{]/g;
const CLOSING = /[)\]}]/g;

/** A file of the folder; null for one that is not there, is no ordinary file or no text. */
async function textOf(folder: string, name: string): Promise<string | null> {
  try {
    return await readTextCapped(join(folder, name), MOST_BYTES);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** What setup.cfg says in its section `[metadata]`; where it names a file or a module instead, only a build tells. */
function inSetupCfg(text: string): StatedIdentity {
  const stated = parseIni(text).filter(({ section }) => section === 'metadata');
  const value = (wanted: string): string | null => stated.find(({ key, values: [first] }) => key === wanted && first !== undefined && !/^(?:attr|file):/.test(first))?.values[0] ?? null;
  return { name: value('name'), version: value('version') };
}

/** What is written out in the call of setup() itself. Nothing of it is run, so what is put together there is not seen. */
function inSetupScript(text: string): StatedIdentity {
  const call = /\bsetup\s*\(([^]*)$/.exec(text)?.[1]?.slice(0, MOST_OF_CALL) ?? '';
  const literal = (key: string): string | null => {
    // Extensions and commands have names as well, in brackets of their own.
    const isOwn = ({ index }: RegExpExecArray): boolean => (call.slice(0, index).match(OPENING)?.length ?? 0) === (call.slice(0, index).match(CLOSING)?.length ?? 0);
    return [...call.matchAll(new RegExp(`(?<![\\w.])${key}\\s*=\\s*(["'])([^"'\\n]+)\\1\\s*[,)\\n]`, 'g'))].find(isOwn)?.[2] ?? null;
  };
  return { name: literal('name'), version: literal('version') };
}

async function stated(folder: string): Promise<StatedIdentity> {
  const [pyproject, setupCfg, setupScript] = await Promise.all(['pyproject.toml', 'setup.cfg', 'setup.py'].map((name) => textOf(folder, name)));
  const told = [await statedIdentity(pyproject ?? null), inSetupCfg(setupCfg ?? ''), inSetupScript(setupScript ?? '')];
  return { name: told.map(({ name }) => name).find((name) => name !== null && isPackageName(name)) ?? null, version: told.map(({ version }) => version).find((version) => version !== null && VERSION.test(version)) ?? null };
}

/** The name that this text is, or can be made into. */
export function nameFrom(text: string): PackageName {
  const plain = isPackageName(text) ? text : text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return parsePackageName(isPackageName(plain) ? plain : 'unnamed');
}

/**
 * What a folder is called that has no PKG-INFO to say it: as pyproject.toml, setup.cfg or setup.py spell it, else as an unpacked source package
 * (`petals-1.2`), else as the folder.
 */
export async function folderIdentity(path: string): Promise<{ readonly name: PackageName; readonly version: string }> {
  const title = basename(path);
  const called = sdistFileName(`${title}.tar.gz`);
  const { name, version } = await stated(path);
  const own = nameFrom(name ?? called?.name ?? title);
  return { name: own, version: version ?? (called !== null && nameFrom(called.name) === own ? called.version : '') };
}
