import type { Store } from '../../store/open-store.js';
import { findProgram } from '../../platform/processes/find-program.js';
import type { Workshop } from '../workshop.js';
import { inOrder, lacking, type Inspected } from './inspected.js';

const STORES: Readonly<Record<Store['kind'], Inspected>> = {
  'better-sqlite3': inOrder('store', 'SQLite (better-sqlite3)'),
  'node:sqlite': inOrder('store', "SQLite (Node's own)"),
  memory: lacking('store', 'memory only: findings are not kept between runs', 'install better-sqlite3, or use Node 22.13 or newer'),
};

const PARSERS: Readonly<Record<string, string>> = { native: 'native', wasm: 'WebAssembly, since the native one does not load here; the findings are the same' };

// Where SQLite is there and its file cannot be used, a note says why.
function inspectStore({ store }: Workshop): Inspected {
  const inspected = STORES[store.kind];
  return store.kind === 'memory' && store.notices().length > 0 ? lacking(inspected.what, inspected.found, 'what the note below says') : inspected;
}

function inspectHome({ home: { path, temporary } }: Workshop): Inspected {
  return temporary ? lacking('home', `${path} (temporary: nothing is kept)`, 'make your home folder writable, or name another folder in DEPSEC_HOME') : inOrder('home', path);
}

async function inspectSandbox({ builds }: Workshop): Promise<Inspected> {
  const found = await builds.examine();
  if (found.bubblewrap !== null) return inOrder('sandbox', `bubblewrap (${found.bubblewrap})`);
  return found.remedy === '' ? inOrder('sandbox', `none: ${found.why}`) : lacking('sandbox', `none: ${found.why}`, found.remedy);
}

function inspectGit({ environment: { path, platform, variables } }: Workshop): Inspected {
  const git = findProgram('git', { path, platform, extensions: variables['PATHEXT'] });
  return git === null ? lacking('git', 'not found: packages from git repositories cannot be installed', 'install git, if you need such packages') : inOrder('git', git);
}

/** What depsec works with beside Python. */
export async function inspectMachine(shop: Workshop): Promise<readonly Inspected[]> {
  return [inspectHome(shop), inspectStore(shop), inOrder('parser', PARSERS[await shop.parserBackend()] ?? ''), await inspectSandbox(shop), inspectGit(shop)];
}
