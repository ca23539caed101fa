import { join } from 'node:path';
import { backendFiles, plainBackend, putFile } from './garden.js';
import type { IndexFile } from './garden.js';
import { ground } from './given.js';
import { buildSdist, buildWheel } from './archives/wheel.js';
import type { Release } from './archives/wheel.js';

/** A source package of a test. */
export interface SourceWords {
  /** What its build needs. */
  readonly requires?: readonly string[];
  /** Put in front of the backend's code, or into one of its hooks. */
  readonly backendCode?: string;
  readonly hookCode?: string;
  /** A setup.py instead of a backend. */
  readonly setup?: string;
  /** PKG-INFO that says for good what is needed (PEP 643). */
  readonly isSettled?: boolean;
  readonly needs?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

/** Code that would write the marker if it ever ran, hidden as attackers hide theirs. */
export function markingCode(marker: string): string {
  const code = `open(${JSON.stringify(marker)}, "a").write("ran\\n")`;
  return `__import__("base64"); import base64; exec(base64.b64decode("${Buffer.from(code).toString('base64')}"))`;
}

const hooked = (code: string, hookCode: string): string => code.replace('    stem = _identity()\n    modules', `    ${hookCode}\n    stem = _identity()\n    modules`);

function backendOf({ requires = [], backendCode = '', hookCode }: SourceWords): Record<string, Buffer> {
  const plain = plainBackend(join(ground().project, 'fixtures'));
  return backendFiles(`${hookCode === undefined ? plain : hooked(plain, hookCode)}\n${backendCode}\n`, requires);
}

/** The files of a source tree, without PKG-INFO. */
export function sourceFiles(name: string, words: SourceWords = {}): Record<string, Buffer | string> {
  const module = { [`${name.replaceAll('-', '_')}.py`]: `NAME = ${JSON.stringify(name)}\n` };
  const build = words.setup === undefined ? backendOf(words) : { 'setup.py': words.setup };
  return { ...module, ...build, ...words.files };
}

export const releaseOf = (name: string, words: SourceWords = {}): Release => ({
  name,
  version: '1.0.0',
  files: sourceFiles(name, words),
  requires: words.needs ?? [],
  ...(words.isSettled === true ? { metadataVersion: '2.2' } : {}),
});

/** An sdist in `folder`. */
export function putSdist(folder: string, name: string, words: SourceWords = {}): IndexFile {
  const release = releaseOf(name, words);
  return putFile(folder, buildSdist(release), release);
}

/** A wheel in `folder`, with these files. */
export function putWheel(folder: string, name: string, files: Readonly<Record<string, string>>): IndexFile {
  const release: Release = { name, version: '1.0.0', files };
  return putFile(folder, buildWheel(release), release);
}
