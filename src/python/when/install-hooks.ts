const COMMAND = /^(install|develop|egg_info|build|build_py|build_ext|build_clib|build_scripts|bdist_egg|bdist_wheel|install_lib|install_data|install_headers|install_scripts|install_egg_info|easy_install|editable_wheel|dist_info)$/;

/**
 * True for commands that pip or setuptools run on their own while they build or install; `upload` or `test` have to be asked for, and so has `sdist`:
 * what egg_info takes of it to list the files is setuptools' own class, whatever setup() is given under that name.
 */
export function isInstallHook(command: string): boolean {
  return COMMAND.test(command);
}

// Tags of Pythons (`py3`, `cp311`) are values of options.
const SAID_BESIDE = /^(?:install|bdist|clean|(?:[a-z]{2}|abi)\d+[a-z]{0,2}$)/i;
const IS_WORD = /^[a-z][\w-]*$/i;

/** True for a word that neither pip nor a build backend says when it calls setup.py: options, paths, tags and the known commands it may. */
export function isAskedFor(word: string): boolean {
  return IS_WORD.test(word) && !COMMAND.test(word) && !SAID_BESIDE.test(word) && !isBackendHook(word);
}

/** True for base classes (canonical names) whose heirs are such commands. */
export function isInstallCommandClass(base: string): boolean {
  const last = base.slice(base.lastIndexOf('.') + 1);
  return COMMAND.test(last.toLowerCase()) || (/(^|\.)command\./.test(base) && COMMAND.test(base.split('.').at(-2) ?? ''));
}

/** The functions of a build backend that pip calls (PEP 517, PEP 660). A module's `__getattr__` is asked for those that it does not define. */
export const BACKEND_HOOKS: readonly string[] = [
  'build_wheel', 'build_sdist', 'build_editable', 'prepare_metadata_for_build_wheel', 'prepare_metadata_for_build_editable',
  'get_requires_for_build_wheel', 'get_requires_for_build_sdist', 'get_requires_for_build_editable', '__getattr__',
];
const BACKEND_HOOK: ReadonlySet<string> = new Set(BACKEND_HOOKS.filter((name) => name !== '__getattr__'));

/** True for the name of such a function. */
export function isBackendHook(name: string): boolean {
  return BACKEND_HOOK.has(name);
}
