import { parseCoreMetadata } from '../../archive/project/core-metadata.js';
import { ArchiveRefusal } from '../../archive/refusal.js';
import { readSourceProject } from '../../archive/project/source-project.js';
import type { Cleared } from '../../core/decision.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import { metadataIn } from './wheel-metadata.js';

/** Names that something handed over has said to need. Whatever else is asked for was named by somebody, and is judged like that. */
export interface NeededNames {
  readonly has: (name: PackageName) => boolean;
  /** Core metadata that was handed over. */
  readonly noteMetadata: (metadata: Buffer) => void;
  /** An archive that is about to be. */
  readonly noteFile: (file: Cleared) => Promise<void>;
}

const requirementsIn = (metadata: Buffer): readonly string[] => parseCoreMetadata(metadata).fields.get('requires-dist') ?? [];

async function requirementsOf({ path, fileName }: Cleared): Promise<readonly string[]> {
  if (/\.whl$/i.test(fileName)) return (await metadataIn(path)).flatMap(requirementsIn);
  const { metadata, buildSystem } = await readSourceProject({ path, isFolder: false, subdirectory: '' });
  return [...(metadata === null ? [] : requirementsIn(metadata)), ...(buildSystem?.requires ?? [])];
}

export function createNeededNames(): NeededNames {
  const names = new Set<PackageName>();
  const note = (requirements: readonly string[]): void => {
    for (const requirement of requirements) {
      const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1] ?? '';
      if (isPackageName(name)) names.add(parsePackageName(name));
    }
  };
  return {
    has: (name) => names.has(name),
    noteMetadata: (metadata) => note(requirementsIn(metadata)),
    async noteFile(file) {
      try {
        note(await requirementsOf(file));
      } catch (error) {
        // Let in by the user's own override: what it needs is then judged as if somebody had named it.
        if (!(error instanceof ArchiveRefusal)) throw error;
      }
    },
  };
}
