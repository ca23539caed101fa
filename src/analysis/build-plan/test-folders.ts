import type { ReadTree } from './read-tree.js';
import type { SourceTree } from './source-tree.js';

const IS_TESTS = /^(?:\w*tests?|testing)$/i;

// `find_packages()` takes every package along that it is not told to leave out; an explicit list and all other backends take what they name.
const FINDS = /\bfind(?:_namespace)?_packages\s*\(|\bpackages\s*=\s*find(?:_namespace)?:|\bpackages\.find\b/;
const LEFT_OUT: readonly (readonly [file: string, pattern: RegExp])[] = [
  ['setup.py', /\bexclude\s*=\s*([[(][^\])]{0,2000}[\])])/g],
  ['setup.cfg', /^\[options\.packages\.find\][^[]{0,2000}?^exclude\s*=((?:[ \t]*[\w*., \t]*\r?\n?){1,20})/gm],
  ['pyproject.toml', /^\[tool\.setuptools\.packages\.find\][^[]{0,2000}?^exclude\s*=\s*(\[[^\]]{0,2000}\])/gm],
];

/** True where the folder lies beside those that hold the packages. */
function isBesideRoots({ root, paths }: SourceTree): boolean {
  for (const path of paths) {
    const [, folder] = path.startsWith(root) ? (/^(\w+)\/__init__\.py$/.exec(path.slice(root.length)) ?? []) : [];
    if (folder !== undefined && !IS_TESTS.test(folder)) return false;
  }
  return [...paths].some((path) => path.startsWith(`${root}src/`) || path.startsWith(`${root}lib/`));
}

/**
 * Tells of a module whether it lies in a folder of tests at the top of the project that its build leaves out, as far as the configuration says.
 * `named`: what the configuration means. What a build takes along after all stands in the wheel, where it counts in full.
 */
export function testFolders(tree: SourceTree, { contents }: ReadTree, named: ReadonlySet<string> | null): (path: string) => boolean {
  if (named === null || tree.paths.has(`${tree.root}__init__.py`)) return () => false;
  const textOf = (file: string): string => contents.get(`${tree.root}${file}`)?.toString('latin1') ?? '';
  const excluded = new Set(LEFT_OUT.flatMap(([file, pattern]) => [...textOf(file).matchAll(pattern)].flatMap(([, list = '']) => list.match(/\w+/g) ?? [])));
  const finds = LEFT_OUT.some(([file]) => FINDS.test(textOf(file))) && !isBesideRoots(tree);
  return (path) => {
    const [folder = '', rest] = path.startsWith(tree.root) ? path.slice(tree.root.length).split('/') : [];
    return rest !== undefined && IS_TESTS.test(folder) && (excluded.has(folder) || (!finds && !named.has(folder)));
  };
}
