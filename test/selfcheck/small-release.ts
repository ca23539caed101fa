import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writeManifest } from '../../src/selfcheck/make-manifest.js';

const SHRINKWRAP = {
  packages: {
    '': { version: '1.0.0', optionalDependencies: { fast: '1.0.0' } },
    'node_modules/fast': { version: '1.0.0', optional: true, hasInstallScript: true, dependencies: { helper: '^2.0.0', 'prebuild-install': '^1.0.0' } },
    'node_modules/prebuild-install': { version: '1.0.0', optional: true, dependencies: { tool: '^1.0.0', helper: '*' } },
    'node_modules/tool': { version: '1.0.0', optional: true },
    'node_modules/helper': { version: '2.0.0', optional: true },
    'node_modules/builder': { version: '3.0.0', dev: true },
  },
};

const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'depsec', version: '1.0.0', files: ['dist', 'npm-shrinkwrap.json'] }),
  'README.md': 'read me',
  LICENSE: 'a licence',
  'npm-shrinkwrap.json': JSON.stringify(SHRINKWRAP),
  'dist/main.cjs': 'main',
  'dist/deep/chunk.js': 'chunk',
  'node_modules/.package-lock.json': '{}',
  'node_modules/fast/package.json': '{ "name": "fast", "version": "1.0.0" }',
  'node_modules/fast/index.js': 'fast',
  'node_modules/fast/build/Release/fast.node': 'compiled here',
  'node_modules/fast/helper/helper.target.mk': 'compiled here too',
  'node_modules/helper/package.json': '{ "name": "helper", "version": "2.0.0" }',
  'node_modules/helper/index.js': 'helper',
  'node_modules/prebuild-install/package.json': '{ "name": "prebuild-install", "version": "1.0.0" }',
  'node_modules/tool/package.json': '{ "name": "tool", "version": "1.0.0" }',
};

/** A depsec of a few files. */
export interface SmallRelease {
  readonly root: string;
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
}

/** Makes such a release with its manifest, installed at `place` below a temporary folder; removed when the test ends. */
export async function smallRelease({ place = 'project/node_modules/depsec', without = [] }: { readonly place?: string; readonly without?: readonly string[] } = {}): Promise<SmallRelease> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'depsec-selfcheck-')));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const root = join(base, place);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const wanted = Object.entries(FILES).filter(([path]) => !without.some((start) => path.startsWith(start)));
  for (const [path, text] of wanted) write(path, text);
  await writeManifest(root);
  return { root, write, remove: (path) => rmSync(join(root, path), { recursive: true }) };
}
