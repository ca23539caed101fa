import { buildSync } from 'esbuild';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A source file as plain JavaScript that a child process can import, with the installed packages in reach. */
export function bundled(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-bundle-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const outfile = join(folder, 'module.mjs');
  buildSync({ entryPoints: [source], bundle: true, platform: 'node', format: 'esm', external: ['better-sqlite3'], outfile });
  return outfile;
}
