import { variableOf, type Environment } from './environment.js';

// Enough to start an interpreter, find its libraries and a temporary folder, and speak the user's language. Nothing that steers Python or
// pip: PYTHONPATH, PYTHONSTARTUP or PIP_* would let a planted file or setting reach the process that resolves and installs.
const PASSED_ON: readonly string[] = [
  'PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH',
  // Where --user puts packages: a place the user chose, not code that is run.
  'PYTHONUSERBASE',
  'PYENV_ROOT', 'PYENV_VERSION', 'PYENV_DIR', 'ASDF_DATA_DIR', 'CONDA_PREFIX',
  'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'USERNAME', 'APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA',
  'PROGRAMFILES', 'PROGRAMFILES(X86)', 'PROGRAMW6432', 'COMMONPROGRAMFILES', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE',
];

type Variables = Readonly<Record<string, string>>;

const given = (names: readonly string[], environment: Environment): Variables =>
  Object.fromEntries(names.flatMap((name) => {
    const value = variableOf(environment, name);
    return value === undefined ? [] : [[name, value]];
  }));

const locale = ({ variables }: Environment): Variables => Object.fromEntries(Object.entries(variables).filter(([name]) => /^LC_[A-Z]+$/.test(name)));

/**
 * The variables that a Python or pip child of ours starts with: an allow-list, so whatever else the user has set stays outside. Proxies,
 * NO_PROXY and certificates are left out, too: the child speaks to nobody but depsec.
 */
export function childEnvironment(environment: Environment): Variables {
  return { ...given(PASSED_ON, environment), ...locale(environment) };
}
