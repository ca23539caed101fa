import { findPython } from '../pip/find-python.js';
import { depsecVersion, ruleset } from './build-facts.js';
import type { Workshop } from './workshop.js';

const STORES: Readonly<Record<Workshop['store']['kind'], string>> = {
  'better-sqlite3': 'SQLite (better-sqlite3)',
  'node:sqlite': "SQLite (Node's own)",
  memory: 'memory only: findings are not kept between runs; install better-sqlite3, or use Node 22.13 or newer',
};

const PARSERS: Readonly<Record<string, string>> = { native: 'native', wasm: 'WebAssembly: the native parser does not load here; the findings are the same' };

function pythonLine({ environment, cwd }: Workshop, wanted: string | null): string {
  const { virtualEnv, condaPrefix, path, platform } = environment;
  return findPython({ wanted, virtualEnv, condaPrefix, cwd, path, windows: platform === 'win32' }).label;
}

/** What depsec found on this machine, a line each, and what it does without. */
export async function examine(shop: Workshop, wanted: string | null): Promise<readonly string[]> {
  const rows: readonly (readonly [string, string])[] = [
    ['depsec', `${depsecVersion} (rule set ${ruleset})`],
    ['Node', process.versions.node],
    ['Python', pythonLine(shop, wanted)],
    ['home', shop.home.temporary ? `${shop.home.path} (temporary)` : shop.home.path],
    ['store', STORES[shop.store.kind]],
    ['parser', PARSERS[await shop.parserBackend()] ?? ''],
    ['sandbox', await shop.builds.examine()],
  ];
  return [...rows.map(([what, found]) => `${what.padEnd(8)}${found}`), ...shop.notices().map(({ text }) => `note    ${text}`)];
}
