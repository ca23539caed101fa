const COMMAND = /^(install|develop|egg_info|build|build_py|build_ext|build_clib|build_scripts|sdist|bdist_egg|bdist_wheel|install_lib|install_data|install_headers|install_scripts|install_egg_info|easy_install|editable_wheel|dist_info)$/;

/** True for commands that pip or setuptools run on their own while they build or install; `upload` or `test` have to be asked for. */
export function isInstallHook(command: string): boolean {
  return COMMAND.test(command);
}

/** True for base classes (canonical names) whose heirs are such commands. */
export function isInstallCommandClass(base: string): boolean {
  const last = base.slice(base.lastIndexOf('.') + 1);
  return COMMAND.test(last.toLowerCase()) || (/(^|\.)command\./.test(base) && COMMAND.test(base.split('.').at(-2) ?? ''));
}
