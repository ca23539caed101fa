import { posix } from 'node:path';
import type { Confinement } from '../../platform/sandbox/bubblewrap.js';

/** Where one build happens. All paths are absolute. */
export interface BuildSite {
  /** Name of the package, as `--build-network` takes it. */
  readonly name: string;
  /** The folder that is built, in which its programs start. */
  readonly project: string;
  /** The tree that the project lies in, written by the build. */
  readonly tree: string;
  /** Private to the build: what it makes, requests and answers. */
  readonly folder: string;
  /** For what it keeps while it runs; lies in `folder`. */
  readonly temporary: string;
  /** To be read besides: interpreter, environment, script, the repository around the tree. */
  readonly readable: readonly string[];
  /** Prefixes of the interpreter, which hold its library. */
  readonly prefixes: readonly string[];
}

/** What of the user's environment decides what a build may read. */
export interface BuildSurroundings {
  readonly home: string | null;
  readonly path: readonly string[];
  /** The variables that the build gets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly network: boolean;
  /** Certificates for a build with network. */
  readonly certFiles: readonly string[];
}

// Programs, compilers, headers and libraries, and how they are configured.
const PROGRAMS: readonly string[] = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/etc', '/opt', '/nix/store', '/gnu/store', '/run/current-system', '/home/linuxbrew/.linuxbrew'];

// Keys and passwords that lie among the configuration.
const SECRET_FOLDERS: readonly string[] = [
  '/etc/ssh', '/etc/ssl/private', '/etc/pki/tls/private', '/etc/docker', '/etc/kubernetes', '/etc/rancher', '/etc/xdg/pip', '/etc/depsec', '/etc/letsencrypt', '/etc/wireguard', '/etc/openvpn',
  '/etc/NetworkManager', '/etc/sudoers.d',
];
const SECRET_FILES: readonly string[] = ['/etc/shadow', '/etc/shadow-', '/etc/gshadow', '/etc/gshadow-', '/etc/sudoers', '/etc/pip.conf', '/etc/netrc', '/etc/krb5.keytab', '/etc/environment'];
const SECRETS_OF_PREFIX: readonly string[] = ['pip.conf', '.condarc'];

// Of a prefix that is somebody's home as well only what an interpreter and a compiler need.
const PARTS: readonly string[] = ['bin', 'lib', 'lib64', 'include'];

// They name folders that hold no tools, or passwords beside them, as cargo's does.
const NOT_FOR_BUILDS = new Set(['CARGO_HOME', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'PATH', 'PYENV_DIR', 'PYTHONUSERBASE', 'SHELL']);

const isAround = (folder: string, path: string | null): boolean => path !== null && (path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`));

const ofPrefix = (prefix: string, home: string | null): readonly string[] =>
  isAround(prefix, home) || (home !== null && prefix === posix.join(home, '.local')) ? PARTS.map((part) => posix.join(prefix, part)) : [prefix];

/** Folders that variables point compilers and tools at: `CUDA_HOME=/x`, `PKG_CONFIG_PATH=/x:/y`, `CFLAGS=-I/x`. */
function namedIn(variables: BuildSurroundings['variables']): readonly string[] {
  return Object.entries(variables).filter(([name]) => !NOT_FOR_BUILDS.has(name)).flatMap(([, value]) =>
    value.split(/[:;\s]+/).map((word) => word.replace(/^-(?:I|L|isystem|Wl,-rpath,)/, '')).filter((word) => word.startsWith('/')));
}

/** What a build sees of this machine: programs and its interpreter to read, its own tree and folder to write, an empty home, and nothing else. */
export function buildView(site: BuildSite, { home, path, variables, network, certFiles }: BuildSurroundings): Confinement {
  const rustup = variables['RUSTUP_HOME'] === undefined && home !== null ? [posix.join(home, '.rustup')] : [];
  const prefixes = site.prefixes.flatMap((prefix) => ofPrefix(prefix, home));
  const wanted = [...PROGRAMS, ...prefixes, ...path.filter((folder) => folder.startsWith('/')), ...namedIn(variables), ...rustup, ...site.readable, ...(network ? ['/etc/resolv.conf', ...certFiles] : [])];
  return {
    readable: [...new Set(wanted.map((folder) => posix.resolve(folder)))].filter((folder) => !isAround(folder, home)),
    writable: [site.tree, site.folder],
    emptyFolders: [...(home === null || PROGRAMS.some((folder) => isAround(home, folder)) ? [] : [home]), ...SECRET_FOLDERS],
    emptyFiles: [...SECRET_FILES, ...site.prefixes.flatMap((prefix) => SECRETS_OF_PREFIX.map((name) => posix.join(prefix, name)))],
    cwd: site.project,
    network,
  };
}

/** Places of their own for what tools keep in a home that a build does not have. */
export const privateCaches = ({ temporary }: BuildSite): Readonly<Record<string, string>> => ({
  XDG_CACHE_HOME: posix.join(temporary, 'cache'),
  CCACHE_DIR: posix.join(temporary, 'ccache'),
  CARGO_HOME: posix.join(temporary, 'cargo'),
});
