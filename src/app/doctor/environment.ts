import { ToolError, UserError } from '../../core/errors.js';
import { askPython } from '../../pip/ask-python.js';
import { managedBySystem } from '../../pip/explain-failure.js';
import { findPython } from '../../pip/find-python.js';
import { depsecVersion, ruleset } from '../build-facts.js';
import type { GlobalFlags } from '../request.js';
import { pythonSearch } from '../programs/python-search.js';
import { askedScripts } from '../pipeline/listing/resolvers.js';
import { pipFolder } from '../pipeline/run-folder.js';
import type { Workshop } from '../workshop.js';
import { inOrder, type Inspected } from './inspected.js';

const needed = (what: string, error: unknown): Inspected => {
  if (!(error instanceof UserError || error instanceof ToolError)) throw error;
  return { what, found: error.message, remedy: error.hint ?? 'name another with --python PATH', isNeeded: true };
};

/** The interpreter that packages would go to, and its pip. */
async function inspectPython({ python: wanted }: Pick<GlobalFlags, 'python'>, shop: Workshop): Promise<readonly Inspected[]> {
  const { environment, cwd } = shop;
  try {
    const choice = findPython(pythonSearch(environment, { wanted, cwd }));
    const { python, waiting } = await askPython(choice, askedScripts(shop, 'resolve.py'), shop.openPip(pipFolder(shop.runFolder)));
    await waiting.dismiss();
    const found = `${python.label} (Python ${python.version})`;
    return [python.isManaged ? needed('Python', managedBySystem()) : inOrder('Python', found), inOrder('pip', python.pip)];
  } catch (error) {
    return [needed('Python', error)];
  }
}

/** depsec itself, Node, and the Python environment. */
export async function inspectEnvironment(flags: Pick<GlobalFlags, 'python'>, shop: Workshop): Promise<readonly Inspected[]> {
  return [inOrder('depsec', `${depsecVersion} (rule set ${ruleset})`), inOrder('Node', process.versions.node), ...(await inspectPython(flags, shop))];
}
