import { isTable, type BuildSystem, type Table } from '../../archive/project/build-system.js';
import { BACKEND_HOOKS } from '../../python/when/install-hooks.js';
import { at, tablesIn, textsIn } from './tables.js';
import { buildFile, imported, script, variable, type BuildStart } from './build-start.js';

/** The backend that the tree brings itself, and what lies beside it for its use. */
export function backendStarts({ backend, backendPath }: BuildSystem, paths: Iterable<string>, root: string): readonly BuildStart[] {
  const [module = '', object] = backend.split(':');
  if (backendPath.length === 0) return [];
  const starts = BACKEND_HOOKS.map((hook) => (object === undefined ? hook : `${object}.${hook}`));
  // Nothing but the backend can import from a folder that was made for it.
  const own = backendPath.filter((folder) => folder !== '').map((folder) => `${root}${folder}/`);
  const beside = [...paths].filter((path) => path.endsWith('.py') && own.some((folder) => path.startsWith(folder) && !path.slice(folder.length).includes('/')));
  return [{ kind: 'module', at: module, starts, folders: backendPath }, ...beside.map((path): BuildStart => ({ kind: 'file', at: path.slice(root.length), starts: [] }))];
}

function setuptoolsStarts(table: Table): readonly BuildStart[] {
  const attributes = tablesIn(at(table, 'dynamic')).flatMap((field) => (typeof field['attr'] === 'string' ? [field['attr']] : []));
  return [...attributes.map(variable), ...textsIn(table['cmdclass']).map(imported)];
}

/** Hatch runs `hatch_build.py`, or the file that is named instead, for its custom hooks and builders. */
export function hatchStarts(table: Table): readonly BuildStart[] {
  const targets = tablesIn(at(table, 'build', 'targets'));
  const hooks = [at(table, 'build', 'hooks', 'custom'), at(table, 'metadata', 'hooks', 'custom'), at(table, 'build', 'targets', 'custom'), ...targets.map((target) => at(target, 'hooks', 'custom'))];
  const files = hooks.filter(isTable).map((hook) => (typeof hook['path'] === 'string' ? hook['path'] : 'hatch_build.py'));
  const version = at(table, 'version', 'source') === 'code' ? textsIn(at(table, 'version', 'path')) : [];
  return [...new Set([...files, ...version])].map(buildFile);
}

function poetryStarts(table: Table): readonly BuildStart[] {
  return [...textsIn(at(table, 'build', 'script')), ...(typeof table['build'] === 'string' ? [table['build']] : [])].map(script);
}

function pdmStarts(table: Table): readonly BuildStart[] {
  const hook = at(table, 'build', 'custom-hook');
  return [buildFile(typeof hook === 'string' ? hook : 'pdm_build.py'), ...textsIn(at(table, 'version', 'getter')).map(imported)];
}

// flit imports the module when it cannot read version and description from its text.
function flitStarts(tool: Table, project: unknown): readonly BuildStart[] {
  const names = [at(tool, 'module', 'name'), at(tool, 'metadata', 'module'), ...(at(tool, 'module', 'name') === undefined ? [at({ project }, 'project', 'name')] : [])];
  return names.filter((name) => typeof name === 'string').map((name) => imported(name.replaceAll('-', '_')));
}

/** What the tables of a pyproject.toml make the known backends run from the tree. */
export function toolStarts(pyproject: Table, { backend }: BuildSystem): readonly BuildStart[] {
  const tool = (name: string): Table => {
    const value = at(pyproject, 'tool', name);
    return isTable(value) ? value : {};
  };
  const providers = tablesIn(at(tool('scikit-build'), 'metadata')).flatMap((field) => (typeof field['provider-path'] === 'string' && typeof field['provider'] === 'string' ? [{ ...imported(field['provider']), folders: [field['provider-path']] }] : []));
  return [
    ...setuptoolsStarts(tool('setuptools')),
    ...hatchStarts(tool('hatch')),
    ...poetryStarts(tool('poetry')),
    ...(backend.startsWith('pdm.') ? pdmStarts(tool('pdm')) : []),
    ...(backend.startsWith('flit') ? flitStarts(tool('flit'), pyproject['project']) : []),
    ...(backend.startsWith('sipbuild.') ? [buildFile('project.py')] : []),
    ...providers,
  ];
}

/** Folders that hold the packages, as setuptools is told. */
export function packageFolders(pyproject: Table): readonly string[] {
  const where = at(pyproject, 'tool', 'setuptools', 'packages', 'find', 'where');
  return [...textsIn(at(pyproject, 'tool', 'setuptools', 'package-dir')), ...(Array.isArray(where) ? where.filter((folder) => typeof folder === 'string') : [])];
}
