import type { ReadTree } from './read-tree.js';
import { folderOf, type SourceTree } from './source-tree.js';

// What lies in these is no package of the project, though it may be one for those who test it.
const BESIDE = /^(?:tests?|testing|docs?|examples?|samples?|benchmarks?|tools|scripts|ci)$/i;

function holdsPackages({ root, paths }: SourceTree): boolean {
  for (const path of paths) {
    const [, folder] = path.startsWith(root) ? (/^(?:src\/|lib\/)?([^/]+)\/__init__\.py$/.exec(path.slice(root.length)) ?? []) : [];
    if (folder !== undefined && !BESIDE.test(folder)) return true;
  }
  return false;
}

// setuptools is told of modules, other backends of files; `--ignore=bootstrap.py` in a setup.cfg is for those who test.
const WORD = { modules: /\b\w+\b(?!\.py\b)/g, files: /\w+/g };

/** What the configuration of a build says: setup.py and setup.cfg, and pyproject.toml. */
export interface ConfigurationTexts {
  readonly modules: readonly string[];
  readonly files: readonly string[];
}

const isText = (text: string | null): text is string => text !== null;

/** Reads it; null where one of these files is there and was too large to be kept. */
export function configurationTexts({ paths, contents }: ReadTree, root: string): ConfigurationTexts | null {
  const there = new Set(paths);
  const read = (name: string): readonly (string | null)[] => (there.has(`${root}${name}`) ? [contents.get(`${root}${name}`)?.toString('latin1') ?? null] : []);
  const modules = [...read('setup.py'), ...read('setup.cfg')];
  const files = read('pyproject.toml');
  return modules.every(isText) && files.every(isText) ? { modules, files } : null;
}

const wordsIn = (texts: readonly string[], word: RegExp): readonly string[] => texts.flatMap((text) => text.match(word) ?? []);

/**
 * Tells of a module at the top of a project whether it is only a script there: one beside packages that no configuration names (the bootstrap.py of
 * buildout, benchmarks). No backend installs such a module by itself; where setup.py puts the name together, the wheel that it builds shows it.
 * `configuration` is null where not all of it could be had.
 */
export function looseScripts(tree: SourceTree, configuration: ConfigurationTexts | null): (path: string) => boolean {
  if (configuration === null || tree.paths.has(`${tree.root}__init__.py`) || !holdsPackages(tree)) return () => false;
  const named = new Set([...wordsIn(configuration.modules, WORD.modules), ...wordsIn(configuration.files, WORD.files)]);
  return (path) => folderOf(path) === tree.root && path.endsWith('.py') && !named.has(path.slice(tree.root.length, -'.py'.length));
}
