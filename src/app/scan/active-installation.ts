import { installationOf, type Installation } from '../../installed/installation.js';
import { behindShim } from '../../installed/pyenv-shim.js';
import { findPython } from '../../pip/find-python.js';
import { pythonSearch } from '../programs/python-search.js';
import type { GlobalFlags } from '../request.js';
import type { Workshop } from '../workshop.js';

/** The environment that a command is about, and what the user is shown as its name. Throws `no-python` (exit 2). */
export function activeInstallation({ python }: Pick<GlobalFlags, 'python'>, { environment, cwd }: Pick<Workshop, 'environment' | 'cwd'>): { readonly label: string; readonly installation: Installation } {
  const choice = findPython(pythonSearch(environment, { wanted: python, cwd }));
  const executable = behindShim({ executable: choice.executable, cwd, wanted: environment.variables['PYENV_VERSION'] ?? null });
  return { label: choice.label, installation: installationOf(executable, environment) };
}
