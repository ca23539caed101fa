import type { Environment } from './environment.js';

// What people set to steer compilers and build tools. Tokens, passwords and everything else of the user's environment stay outside.
const NAMES = new Set([
  'CC', 'CXX', 'CPP', 'LD', 'AR', 'RANLIB', 'FC', 'F77', 'F90', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS', 'FFLAGS', 'FCFLAGS', 'LDSHARED', 'BLDSHARED', 'ARCHFLAGS', 'MAKEFLAGS', 'MAKE',
  'CPATH', 'C_INCLUDE_PATH', 'CPLUS_INCLUDE_PATH', 'LIBRARY_PATH', 'INCLUDE', 'LIB', 'LIBPATH', 'MACOSX_DEPLOYMENT_TARGET', 'SDKROOT', 'SOURCE_DATE_EPOCH',
  'CARGO_HOME', 'RUSTUP_HOME', 'RUSTFLAGS', 'RUSTC', 'CUDA_HOME', 'CUDA_PATH', 'BLAS', 'LAPACK', 'ATLAS', 'OPENBLAS', 'FORCE_CUDA', 'MAX_JOBS', 'DISTUTILS_USE_SDK', 'VSINSTALLDIR', 'VCINSTALLDIR', 'WINDOWSSDKDIR',
]);
const PREFIXES = ['PKG_CONFIG', 'CMAKE_', 'MESON_', 'NINJA', 'SETUPTOOLS_', 'NPY_', 'PYO3_', 'MATURIN_', 'SKBUILD_', 'CYTHON_', 'HATCH_BUILD', 'CIBUILDWHEEL'];

// Tools read passwords under the same prefixes (MATURIN_PYPI_TOKEN), and some variables hold URLs.
const SECRET_NAME = /TOKEN|PASSW|PASSPHRASE|SECRET|CREDENTIAL|API_?KEY|AUTH|USERNAME|PRIVATE|SIGN/;
const HOLDS_PASSWORD = /:\/\/[^/\s]*@/;

const isWanted = (name: string): boolean => NAMES.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix));

/** The user's variables that a build may see, besides those of every child: an allow-list, so that a build cannot read tokens out of its environment. */
export function buildVariables({ variables }: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(variables).filter(([name, value]) => isWanted(name) && !SECRET_NAME.test(name) && !HOLDS_PASSWORD.test(value)));
}
