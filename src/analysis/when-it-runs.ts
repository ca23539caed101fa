import { dataMember, isOfLibrary } from '../core/data-folder.js';
import type { GapKind } from '../core/finding.js';
import type { When } from '../core/facts/source-facts.js';
import { isReadAtStart } from '../formats/path-code.js';
import type { BuildPlan } from './build-plan/plan-build.js';
import { isPathConfiguration } from './wanted-members.js';

const INTERPRETER_START = /^(?:sitecustomize|usercustomize)\.py$/;
// Files of these schemes land in a bin folder and the like: they run when somebody calls them.
const IS_APART: ReadonlySet<string> = new Set(['scripts', 'headers']);

// Whoever opens a console of IPython runs what lies there, in any environment.
const STARTS_CONSOLE = /^data\/etc\/ipython\/startup\/[^/]+\.i?py$/;

/** How gravely it counts when code runs then. */
export const SEVERITY_OF: Readonly<Record<When, number>> = { latent: 0, command: 1, autoload: 2, import: 3, start: 4, install: 5 };

const foldersOf = (path: string): number => path.split('/').length - 1;

/** When the top level of a Python file or a `.pth` runs, by its place in a wheel or in a source tree (sdist, folder, zip) and by what a build of that loads; `isScript` for what nothing imports. */
export function whenItRuns(path: string, { isWheel, plan, isScript = false }: { readonly isScript?: boolean; readonly isWheel: boolean; readonly plan: Pick<BuildPlan, 'runs' | 'isImportable' | 'isLooseScript'> }): When {
  if (isPathConfiguration(path)) return isReadAtStart(path) ? 'start' : 'latent';
  const data = isWheel ? dataMember(path) : null;
  if (data !== null && STARTS_CONSOLE.test(`${data.scheme}/${data.rest}`)) return 'autoload';
  if (data !== null && IS_APART.has(data.scheme)) return 'latent';
  const installed = data !== null && isOfLibrary(data) ? data.rest : path;
  const name = installed.slice(installed.lastIndexOf('/') + 1);
  // In a source tree the name may be anywhere that a build copies to the root of site-packages, `src/` for one.
  if (INTERPRETER_START.test(name) && foldersOf(installed) <= (isWheel ? 0 : 2)) return 'start';
  if (plan.runs(path)) return 'install';
  // The root of an sdist is a folder of its own, that of a checkout is not.
  if (!isWheel && name === 'setup.py' && foldersOf(installed) <= 1) return 'install';
  const isInPackage = !isScript && (isWheel || (plan.isImportable(path.slice(0, -name.length)) && !plan.isLooseScript(path)));
  return isInPackage && isImportable(name) ? 'import' : 'latent';
}

/** What it means that code which runs then could not be read. */
export function gapKind(runs: When): GapKind {
  return SEVERITY_OF[runs] < SEVERITY_OF.import ? 'latent' : 'runs';
}

// No `import` statement can name a file like `build-docs.py`. Folders of a wheel are not asked: any can be put on sys.path.
function isImportable(name: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}]*\.pyw?$/u.test(name);
}
