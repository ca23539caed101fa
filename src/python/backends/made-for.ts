import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** For which ABI of Node (`process.versions.modules`) the machine code of a package was compiled where it lies; null for one that brings its code along. `manifest` is its package.json. */
export function madeFor(manifest: string): string | null {
  let configuration: string;
  try {
    configuration = readFileSync(join(dirname(manifest), 'build', 'config.gypi'), 'utf8');
  } catch {
    // Nothing was compiled here, or nobody can tell.
    return null;
  }
  return /"node_module_version":\s*(\d+)/.exec(configuration)?.[1] ?? null;
}
