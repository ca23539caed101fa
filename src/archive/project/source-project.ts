import { readBuildSystem, UnusableBuildSystem, type BuildSystem } from './build-system.js';
import { parseCoreMetadata } from './core-metadata.js';
import { readArchive } from '../read-archive.js';

/** What an sdist or source tree says about itself, read without running anything of it. */
export interface SourceProject {
  /** Path of the project inside the archive or folder, with a slash at its end; '' when it lies at the top. */
  readonly root: string;
  /** Null where pyproject.toml cannot be used; then `problem` says why. */
  readonly buildSystem: BuildSystem | null;
  readonly problem: string | null;
  readonly hasSetupScript: boolean;
  readonly pyproject: string | null;
  /** PKG-INFO as it stands there (core metadata); null without one. */
  readonly metadata: Buffer | null;
}

/** The files that tell what a project is. */
const WANTED = /^(?:[^/]+\/)*(?:pyproject\.toml|PKG-INFO)$/;

/** Paths of an archive or a folder, and the contents of (at least) the files named pyproject.toml and PKG-INFO. */
export interface SeenTree {
  readonly paths: readonly string[];
  readonly contents: ReadonlyMap<string, Buffer>;
}

async function see(path: string): Promise<SeenTree> {
  const paths: string[] = [];
  const contents = new Map<string, Buffer>();
  for await (const member of readArchive(path, { wantContent: (name) => WANTED.test(name.path) })) {
    paths.push(member.path);
    if (member.content !== null) contents.set(member.path, member.content);
  }
  return { paths, contents };
}

// Whoever unpacks an sdist takes the one folder that all of it lies in as its root.
function commonFolder(paths: readonly string[]): string {
  const first = paths[0]?.split('/') ?? [];
  const folder = first.length > 1 ? `${first[0] ?? ''}/` : '';
  return folder !== '' && paths.every((path) => path.startsWith(folder)) ? folder : '';
}

async function buildSystemOf(pyproject: string | null): Promise<Pick<SourceProject, 'buildSystem' | 'problem'>> {
  try {
    return { buildSystem: await readBuildSystem(pyproject), problem: null };
  } catch (error) {
    if (error instanceof UnusableBuildSystem) return { buildSystem: null, problem: error.message };
    throw error;
  }
}

/**
 * Reads pyproject.toml and PKG-INFO of an sdist or a folder. `subdirectory` is where in it the project lies ('' for its root). Throws
 * `ArchiveRefusal` for an archive that has no single reading.
 */
export async function readSourceProject(source: { readonly path: string; readonly isFolder: boolean; readonly subdirectory?: string }): Promise<SourceProject> {
  return projectIn(await see(source.path), source);
}

/** The same for a tree that has been looked through already. */
export async function projectIn({ paths, contents }: SeenTree, place: { readonly isFolder: boolean; readonly subdirectory?: string }): Promise<SourceProject> {
  const top = place.isFolder ? '' : commonFolder(paths);
  const root = place.subdirectory ? `${top}${place.subdirectory}/` : top;
  const pyproject = contents.get(`${root}pyproject.toml`)?.toString('utf8') ?? null;
  return {
    root,
    ...(await buildSystemOf(pyproject)),
    hasSetupScript: paths.includes(`${root}setup.py`),
    pyproject,
    metadata: contents.get(`${root}PKG-INFO`) ?? null,
  };
}

const lower = (values: readonly string[] | undefined): readonly string[] => (values ?? []).map((value) => value.trim().toLowerCase());

/**
 * The bytes of PKG-INFO when they are the metadata that a build would give: core metadata 2.2 or newer that does not call any of the fields
 * which decide what else is installed `Dynamic` (PEP 643). Null when only a build can tell.
 */
export function staticMetadata(project: Pick<SourceProject, 'metadata'>): Buffer | null {
  if (project.metadata === null) return null;
  const { fields } = parseCoreMetadata(project.metadata);
  const [major = 0, minor = 0] = (fields.get('metadata-version')?.[0] ?? '').split('.').map(Number);
  const isNew = major > 2 || (major === 2 && minor >= 2);
  const dynamic = new Set(lower(fields.get('dynamic')));
  const isComplete = (fields.get('name')?.[0] ?? '') !== '' && (fields.get('version')?.[0] ?? '') !== '';
  const isOpen = ['name', 'version', 'requires-dist', 'requires-python', 'provides-extra'].some((field) => dynamic.has(field));
  return isNew && isComplete && !isOpen ? project.metadata : null;
}
