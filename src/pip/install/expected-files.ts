import { dataMember } from '../../core/data-folder.js';
import { basename, join, normalize, sep } from 'node:path';
import { finalPath, type Scheme } from './scheme.js';
import type { WheelContents } from './wheel-contents.js';

/** A file that must be there after the install. */
export interface ExpectedFile {
  /** Null for a command that pip writes. */
  readonly member: string | null;
  /** What the bytes are known by; null where RECORD does not tell, or pip writes the file itself. */
  readonly sha256: string | null;
  /** pip changes the first line of scripts, and writes commands and compiled code: of these only its own list tells the bytes. */
  readonly isRewritten: boolean;
}

/** Where one wheel went. */
export interface Placement {
  readonly scheme: Scheme;
  /** The folder of --target. */
  readonly target: string | null;
}

// What setuptools once put into wheels for an entry point; pip leaves it out and writes its own.
const commandOf = (script: string): string => script.replace(/(?:\.exe|-script\.py|\.pya)$/i, '');

// pip names its own commands after the Python it runs on.
export const isVersioned = (command: string): boolean => /^(?:pip|easy_install)[\d.-]*$/.test(command);

/** The folder that RECORD's paths count from, before --target moves it. */
export const libraryOf = ({ isPure }: Pick<WheelContents, 'isPure'>, { scheme }: Placement): string => (isPure ? scheme.purelib : scheme.platlib);

function folderOf(kind: string, scheme: Scheme): string | null {
  const folders: Readonly<Record<string, string>> = { ...scheme };
  return Object.hasOwn(folders, kind) ? (folders[kind] ?? null) : null;
}

function memberPath(member: string, contents: WheelContents, placement: Placement): string | null {
  const data = dataMember(member);
  if (data === null) return join(libraryOf(contents, placement), normalize(member));
  const { scheme, rest } = data;
  if (scheme === 'scripts' && contents.commands.includes(commandOf(basename(rest)))) return null;
  const folder = folderOf(scheme, placement.scheme);
  return folder === null ? null : join(folder, normalize(rest));
}

const isScript = (member: string): boolean => dataMember(member)?.scheme === 'scripts';

// pip compiles over what a wheel brings as compiled code, and rewrites the list.
const isWrittenByPip = (member: string, { distInfo }: WheelContents): boolean =>
  isScript(member) || /(?:^|\/)__pycache__\/[^/]+\.pyc$/.test(member) || ['RECORD', 'INSTALLER', 'REQUESTED', 'direct_url.json'].some((name) => member === `${distInfo}/${name}`);

const commandFile = (name: string): string => (sep === '\\' ? `${name}.exe` : name);

/** Every file that pip must have written for a wheel, by its final path. Where two members share a place, any of them will do. */
export function expectedFiles(contents: WheelContents, placement: Placement): ReadonlyMap<string, readonly ExpectedFile[]> {
  const files = new Map<string, ExpectedFile[]>();
  const expect = (path: string | null, file: ExpectedFile): void => {
    const final = path === null ? null : finalPath(path, placement.scheme, placement.target);
    if (final !== null) files.set(final, [...(files.get(final) ?? []), file]);
  };
  for (const member of contents.members) {
    if (/^[^/]+\.dist-info\/(?:REQUESTED|direct_url\.json)$/.test(member)) continue;
    expect(memberPath(member, contents, placement), { member, sha256: contents.record.get(member) ?? null, isRewritten: isWrittenByPip(member, contents) });
  }
  for (const command of contents.commands.filter((name) => !isVersioned(name))) {
    expect(join(placement.scheme.scripts, commandFile(command)), { member: null, sha256: null, isRewritten: true });
  }
  return files;
}
