import { createHash } from 'node:crypto';
import { writeTarGz } from './tar-writer.js';
import { writeZip } from './zip-writer.js';
import type { Member } from './zip-writer.js';

/** A release to build: what a package author would write into pyproject.toml, and the files. */
export interface Release {
  readonly name: string;
  readonly version: string;
  readonly files: Readonly<Record<string, Buffer | string>>;
  readonly requires?: readonly string[];
  /** Extra name to the requirements it adds. */
  readonly extras?: Readonly<Record<string, readonly string[]>>;
  readonly requiresPython?: string;
  /** Headers of METADATA that replace or join the honest ones. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** `2.1` when left out, from which nobody can tell whether a build would say the same. */
  readonly metadataVersion?: string;
  /** Console script name to `module:function`. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Compatibility tag, `py3-none-any` when left out. */
  readonly tag?: string;
}

/** An archive as an index would serve it, with the METADATA of a wheel beside it (PEP 658). */
export interface BuiltFile {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly metadata: Buffer;
}

const DESCRIPTION = `A small package that grows in the test index of depsec.

It is long enough a description, and says who wrote it and where its sources are, so that nothing about its
metadata gives a reason for a warning when a test is about something else.
`;

const escaped = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '_');

function requirementLines({ requires = [], extras = {} }: Release): string[] {
  const optional = Object.entries(extras).flatMap(([extra, needs]) => [
    `Provides-Extra: ${extra}`,
    ...needs.map((need) => `Requires-Dist: ${need} ; extra == '${extra}'`),
  ]);
  return [...requires.map((need) => `Requires-Dist: ${need}`), ...optional];
}

/** The text of METADATA (core metadata 2.1) with every field that an honest project fills in. */
export function metadataText(release: Release): string {
  const fields: Record<string, string> = {
    Name: release.name,
    Version: release.version,
    Summary: `The ${release.name} of a garden that grows in tests`,
    'Home-page': `https://gardens.invalid/${release.name}`,
    Author: 'Ada Gardener',
    'Author-email': 'ada@gardens.invalid',
    License: 'MIT',
    ...(release.requiresPython === undefined ? {} : { 'Requires-Python': release.requiresPython }),
    ...release.metadata,
  };
  const lines = Object.entries(fields).map(([field, value]) => `${field}: ${value}`);
  const source = `Project-URL: Source, https://gardens.invalid/${release.name}/source`;
  return [`Metadata-Version: ${release.metadataVersion ?? '2.1'}`, ...lines, source, ...requirementLines(release), '', DESCRIPTION].join('\n');
}

function scriptsMember(folder: string, scripts: Release['scripts']): Member[] {
  if (scripts === undefined) return [];
  const lines = Object.entries(scripts).map(([command, target]) => `${command} = ${target}`);
  return [{ name: `${folder}/entry_points.txt`, data: Buffer.from(`[console_scripts]\n${lines.join('\n')}\n`) }];
}

function recordMember(folder: string, members: readonly Member[]): Member {
  const rows = members.map(({ name, data }) => `${name},sha256=${createHash('sha256').update(data).digest('base64url')},${data.length}`);
  return { name: `${folder}/RECORD`, data: Buffer.from([...rows, `${folder}/RECORD,,`, ''].join('\n')) };
}

const fileMembers = (files: Release['files'], prefix = ''): Member[] =>
  Object.entries(files).map(([name, data]) => ({ name: prefix + name, data: Buffer.from(data) }));

const wheelStem = ({ name, version }: Release): string => `${escaped(name)}-${version}`;

/** The files of a wheel (PEP 427), with METADATA, WHEEL, RECORD and entry points as a build backend would write them: as they lie when it is installed. */
export function wheelMembers(release: Release): readonly Member[] {
  const tag = release.tag ?? 'py3-none-any';
  const folder = `${wheelStem(release)}.dist-info`;
  const wheel = `Wheel-Version: 1.0\nGenerator: garden (1.0)\nRoot-Is-Purelib: ${tag.endsWith('-any')}\nTag: ${tag}\n`;
  const members = [
    ...fileMembers(release.files),
    { name: `${folder}/METADATA`, data: Buffer.from(metadataText(release)) },
    { name: `${folder}/WHEEL`, data: Buffer.from(wheel) },
    ...scriptsMember(folder, release.scripts),
  ];
  return [...members, recordMember(folder, members)];
}

/** A wheel, as an index would serve it. */
export function buildWheel(release: Release): BuiltFile {
  return { fileName: `${wheelStem(release)}-${release.tag ?? 'py3-none-any'}.whl`, bytes: writeZip(wheelMembers(release)), metadata: Buffer.from(metadataText(release)) };
}

function sdistMembers(release: Release): { stem: string; members: Member[]; metadata: Buffer } {
  const stem = `${escaped(release.name)}-${release.version}`;
  const metadata = Buffer.from(metadataText(release));
  return { stem, metadata, members: [{ name: `${stem}/PKG-INFO`, data: metadata }, ...fileMembers(release.files, `${stem}/`)] };
}

/** A source distribution as `.tar.gz` (PEP 625): PKG-INFO and the files under one folder. */
export function buildSdist(release: Release): BuiltFile {
  const { stem, members, metadata } = sdistMembers(release);
  return { fileName: `${stem}.tar.gz`, bytes: writeTarGz(members), metadata };
}

/** The same as a `.zip`, which pip still accepts from old projects. */
export function buildZipSdist(release: Release): BuiltFile {
  const { stem, members, metadata } = sdistMembers(release);
  return { fileName: `${stem}.zip`, bytes: writeZip(members), metadata };
}
