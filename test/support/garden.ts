import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isRecord, recordAt, stringAt, stringsAt } from './json.js';
import { buildSdist, buildWheel } from './archives/wheel.js';
import type { BuiltFile, Release } from './archives/wheel.js';

/** One file that the test index serves, as it lies in the built folder. */
export interface IndexFile {
  readonly project: string;
  readonly version: string;
  readonly fileName: string;
  readonly path: string;
  readonly sha256: string;
  /** The file's own METADATA, for PEP 658. */
  readonly metadataPath: string;
  readonly requiresPython: string | null;
  readonly yanked: string | null;
}

/** What the fixtures cannot know: this machine's platform tag. */
export interface Surroundings {
  readonly platform: string;
}

type Json = Readonly<Record<string, unknown>>;

function fill(text: string, { platform }: Surroundings, version: string): string {
  return text.replaceAll('@VERSION@', version).replaceAll('@PLATFORM@', platform);
}

// Read as latin-1, so that bytes which are no UTF-8 pass unchanged.
function filesOf(folder: string, around: Surroundings, version: string): Record<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).toSorted();
  return Object.fromEntries(
    paths.map((path) => [path, Buffer.from(fill(readFileSync(join(folder, path), 'latin1'), around, version), 'latin1')]),
  );
}

/** Bytes that do not compress, begin like an ELF file and are the same each time. */
export function nativeLooking(bytes: number): Buffer {
  const data = Buffer.alloc(bytes);
  let state = 0x9e3779b9;
  for (let at = 0; at + 4 <= bytes; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data.writeInt32LE(state | 0, at);
  }
  data.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  return data;
}

function generated(json: Json): Record<string, Buffer> {
  const sizes = Object.entries(recordAt(json, 'generate') ?? {});
  return Object.fromEntries(sizes.map(([name, size]) => [name, nativeLooking(Number(size))]));
}

/** What an sdist needs that is built by a backend of its own, in its folder `backend`, with requirements for that if it has any. */
export function backendFiles(code: string, requires: readonly string[] = []): Record<string, Buffer> {
  const system = `[build-system]\nrequires = ${JSON.stringify(requires)}\nbuild-backend = "plain_backend"\nbackend-path = ["backend"]\n`;
  return { 'pyproject.toml': Buffer.from(system), 'backend/plain_backend.py': Buffer.from(code) };
}

/** The code of a backend that needs nothing but Python. */
export const plainBackend = (fixtures: string): string => readFileSync(join(fixtures, 'backends', 'plain_backend.py'), 'utf8');

function texts(json: Json | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(json ?? {}).map(([key, value]) => [key, String(value)]));
}

function lists(json: Json | undefined): Record<string, readonly string[]> {
  return Object.fromEntries(Object.keys(json ?? {}).map((key) => [key, stringsAt(json ?? {}, key)]));
}

function releaseFrom(json: Json, name: string, files: Release['files']): Release {
  const requiresPython = stringAt(json, 'requiresPython');
  const tag = stringAt(json, 'tag');
  const scripts = recordAt(json, 'scripts');
  return {
    name,
    version: stringAt(json, 'version') ?? '0',
    files,
    requires: stringsAt(json, 'requires'),
    extras: lists(recordAt(json, 'extras')),
    metadata: texts(recordAt(json, 'metadata')),
    ...(requiresPython === undefined ? {} : { requiresPython }),
    ...(tag === undefined ? {} : { tag }),
    ...(scripts === undefined ? {} : { scripts: texts(scripts) }),
  };
}

/** Writes one built archive into the folder and describes it. */
export function putFile(folder: string, built: BuiltFile, release: Release & { readonly yanked?: string }): IndexFile {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, built.fileName);
  writeFileSync(path, built.bytes);
  const metadataPath = `${path}.metadata`;
  writeFileSync(metadataPath, built.metadata);
  return {
    project: release.name,
    version: release.version,
    fileName: built.fileName,
    path,
    sha256: createHash('sha256').update(built.bytes).digest('hex'),
    metadataPath,
    requiresPython: release.requiresPython ?? null,
    yanked: release.yanked ?? null,
  };
}

function growProject(source: string, folder: string, around: Surroundings): IndexFile[] {
  const name = source.split(sep).at(-1) ?? '';
  const project: unknown = JSON.parse(readFileSync(join(source, 'project.json'), 'utf8'));
  if (!isRecord(project) || !Array.isArray(project['releases'])) throw new Error(`${source}/project.json lists no releases`);
  return project['releases'].filter(isRecord).flatMap((own) => {
    const json = { ...project, ...own };
    const version = stringAt(json, 'version') ?? '0';
    const yanked = stringAt(json, 'yanked');
    return (['wheel', 'sdist'] as const).filter((kind) => existsSync(join(source, kind))).map((kind) => {
      const backend = kind === 'sdist' && 'backend' in json ? backendFiles(plainBackend(join(source, '..', '..'))) : {};
      const files = { ...backend, ...filesOf(join(source, kind), around, version), ...generated(json) };
      const release = releaseFrom({ ...json, tag: fill(stringAt(json, 'tag') ?? 'py3-none-any', around, version) }, name, files);
      const built = kind === 'wheel' ? buildWheel(release) : buildSdist(release);
      return putFile(folder, built, yanked === undefined ? release : { ...release, yanked });
    });
  });
}

/** Builds every project of fixtures/index into real archives below `folder`, always with the same bytes. */
export function growGarden(sources: string, folder: string, around: Surroundings): IndexFile[] {
  const projects = readdirSync(sources, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return projects.flatMap((entry) => growProject(join(sources, entry.name), folder, around));
}
