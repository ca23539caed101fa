import type { Arrival, FileWrite, Recording } from './flow/recording.js';
import { HOLE } from './fold/value.js';

// Beside the file that writes it, under a name that Python finds.
const IS_MODULE = /^text:\{\}[\\/]+(?:[\w{}]+[\\/]+)*(\w+)(?:\/__init__)?\.(?:pyw?|pyc|pyd|so)$/;

/** The module that is written so, by its last name; null for any other file. Builds write modules of their own making. */
function moduleIn({ keys, origins }: FileWrite): string | null {
  if (!origins.some(({ kind }) => kind === 'network')) return null;
  return keys.flatMap((key) => IS_MODULE.exec(key)?.[1] ?? [])[0] ?? null;
}

/** Modules that the code writes into its own package and imports: an import runs what is in the file. */
export function importedWrites({ writes, imports }: Pick<Recording, 'writes' | 'imports'>): readonly Arrival[] {
  // By their last names, the first of each: a file can write and import tens of thousands.
  const byName = new Map(imports.toReversed().map((each) => [each.name.slice(each.name.lastIndexOf('.') + 1), each]));
  return writes.flatMap((write) => {
    const module = moduleIn(write);
    const found = module === null ? undefined : byName.get(module);
    return found === undefined ? [] : [{ to: 'exec' as const, sink: { name: 'import', line: found.line }, owner: found.owner, origins: [], keys: write.keys, text: `${HOLE}/${module}.py`, code: null }];
  });
}
