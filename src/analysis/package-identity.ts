import { sdistFileName, wheelFileName } from '../archive/project/distribution-file-name.js';
import { isPackageName, parsePackageName, type PackageName } from '../core/name.js';
import type { ArchiveAnalysis } from '../core/archive-analysis.js';
import type { Metadata, PackageFacts } from '../core/facts/package-facts.js';
import type { Container } from './container.js';
import { untrusted } from '../core/untrusted.js';

/** Name and version as the package itself spells them. */
export interface SpelledIdentity {
  readonly name: string | null;
  readonly version: string | null;
}

/** From METADATA or PKG-INFO, else from the file name. */
export function spelledIdentity(fileName: string, metadata: Metadata | null): SpelledIdentity {
  const parts = wheelFileName(fileName) ?? sdistFileName(fileName);
  return { name: field(metadata, 'name') ?? parts?.name ?? null, version: field(metadata, 'version') ?? parts?.version ?? null };
}

/** The normalised name, where the text is one. */
export function asPackageName(name: string | null): PackageName | null {
  return name !== null && isPackageName(name) ? parsePackageName(name) : null;
}

/** A zip named like a wheel is one whatever it holds: pip installs it. */
export function packageKind(from: { container: Container | null; distInfos: number; paths: readonly string[] }): PackageFacts['kind'] {
  const { kind = null, isWheel = false } = from.container ?? {};
  if (kind === 'installed') return 'installed';
  if (kind === 'directory') return 'tree';
  if (kind === 'zip' && (isWheel || from.distInfos > 0)) return 'wheel';
  return from.paths.some((path) => /^(?:[^/]+\/)?(?:PKG-INFO|setup\.py|pyproject\.toml)$/.test(path)) ? 'sdist' : 'archive';
}

// Enough for the extras of the largest projects, and no way to fill the store.
const MOST_REQUIREMENTS = 1_000;
const LONGEST_REQUIREMENT = 1_000;

/** What the metadata says that the package needs. */
export function requiresOf(metadata: Metadata | null): Pick<ArchiveAnalysis, 'requires'> {
  if (metadata === null) return {};
  const lines = metadata.fields.get('requires-dist') ?? [];
  return { requires: lines.filter((line) => line.length <= LONGEST_REQUIREMENT).slice(0, MOST_REQUIREMENTS).map(untrusted) };
}

function field(metadata: Metadata | null, name: string): string | null {
  return metadata?.fields.get(name)?.[0]?.trim() || null;
}
