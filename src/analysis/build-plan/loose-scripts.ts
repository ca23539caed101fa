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

// Modules are named by texts, in a setup.cfg by lines that hold nothing else; a word in a remark or in an option of the tests names none.
const NAMING = {
  setup: /(["'])([\w\s,]+)\1/g,
  cfg: /^()(?:[ \t]*py[_-]modules[ \t]*[=:])?([\w, \t]+)$/gm,
  files: /(["'])(?:[\w./-]*\/)?(\w+)(?:\.py)?\1/g,
};

// `find_packages(exclude=[...])` names what is left out.
const LEFT_OUT = /\bexclude\s*=\s*[[(][^\])]{0,2000}[\])]/g;

type Kind = keyof typeof NAMING;
const SAID_IN: readonly (readonly [file: string, kind: Kind])[] = [['setup.py', 'setup'], ['setup.cfg', 'cfg'], ['pyproject.toml', 'files']];

/** The words of a text of the build's configuration that can name a module. */
function* wordsIn(text: string, kind: Kind): Generator<string> {
  for (const [, , named = ''] of text.replaceAll(LEFT_OUT, '').matchAll(NAMING[kind])) yield* named.match(/\w+/g) ?? [];
}

/** The modules that setup.py, setup.cfg and pyproject.toml can mean; null where one of these files is there and was too large to be kept. */
export function namedModules({ paths, contents }: ReadTree, root: string): ReadonlySet<string> | null {
  const there = new Set(paths);
  const named = new Set<string>();
  for (const [file, kind] of SAID_IN.filter(([name]) => there.has(`${root}${name}`))) {
    const text = contents.get(`${root}${file}`)?.toString('latin1');
    if (text === undefined) return null;
    for (const word of wordsIn(text, kind)) named.add(word);
  }
  return named;
}

const LISTS_MODULES = /\bpy_modules\s*=\s*\[/;
const SPEAKS_OF_PACKAGES = /\bpackages\b|\bpack\W+ages\b|\*\*/;

/**
 * Tells of a module at the top of a project whether it is only a script there: one beside packages that no configuration names (the bootstrap.py of
 * buildout, benchmarks). No backend installs such a module by itself; where setup.py puts the name together, the wheel that it builds shows it.
 * So is each that a list in setup.py does not name where no packages are spoken of: with a list, setuptools looks for nothing by itself.
 * `named`: the modules that the configuration means, null where not all of it could be had.
 */
export function looseScripts(tree: SourceTree, { contents }: ReadTree, named: ReadonlySet<string> | null): (path: string) => boolean {
  if (named === null || tree.paths.has(`${tree.root}__init__.py`)) return () => false;
  const texts = SAID_IN.map(([file]) => contents.get(`${tree.root}${file}`)?.toString('latin1') ?? '');
  const isListed = (path: string): boolean => named.has(path.slice(folderOf(path).length, -'.py'.length));
  if (texts.some((text) => LISTS_MODULES.test(text)) && !texts.some((text) => SPEAKS_OF_PACKAGES.test(text))) return (path) => path.endsWith('.py') && !isListed(path);
  return holdsPackages(tree) ? (path) => folderOf(path) === tree.root && path.endsWith('.py') && !isListed(path) : () => false;
}
