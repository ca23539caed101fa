/**
 * What becomes of an option of `pip install`.
 * `resolve`, `install`, `both`: handed to that run of pip. `index`: decides where files come from. `handled`: depsec does it itself.
 * `build`: heeded by depsec where it builds. `refused`: cannot be honoured safely, and dropping it would change what is installed.
 */
export type PipOptionUse = 'resolve' | 'install' | 'both' | 'index' | 'build' | 'handled' | 'refused';

export interface PipOption {
  /** Long form without dashes; also the key in pip's configuration. */
  readonly name: string;
  readonly short?: string;
  /** Placeholder of its value in `--help`; absent for a flag. */
  readonly value?: string;
  readonly repeats?: boolean;
  /** The value is a path: it must not depend on the folder that pip is started in. */
  readonly path?: true;
  readonly use: PipOptionUse;
  readonly help: string;
}

/** Every option of `pip install` that depsec knows, in pip's words. One row each: adding an option is adding a row. */
export const pipOptions: readonly PipOption[] = [
  { name: 'upgrade', short: 'U', use: 'both', help: 'upgrade the named packages to the newest version' },
  { name: 'upgrade-strategy', value: 'STRATEGY', use: 'resolve', help: 'how dependencies are upgraded: only-if-needed or eager' },
  { name: 'force-reinstall', use: 'both', help: 'reinstall all packages even if they are up to date' },
  { name: 'ignore-installed', short: 'I', use: 'both', help: 'overwrite installed packages without uninstalling them' },
  { name: 'no-deps', use: 'resolve', help: 'leave dependencies out' },
  { name: 'pre', use: 'resolve', help: 'accept pre-releases' },
  { name: 'require-hashes', use: 'resolve', help: 'every requirement must carry a hash' },
  { name: 'ignore-requires-python', use: 'both', help: 'ignore what packages say about Python versions' },
  { name: 'prefer-binary', use: 'resolve', help: 'prefer an older wheel over a newer source package' },
  { name: 'only-binary', value: 'NAMES', repeats: true, use: 'resolve', help: 'only wheels for these packages (or :all:)' },
  { name: 'no-binary', value: 'NAMES', repeats: true, use: 'resolve', help: 'only source packages for these packages (or :all:)' },
  { name: 'editable', short: 'e', value: 'PATH', repeats: true, use: 'handled', help: 'install a folder so that changes in it take effect' },
  { name: 'user', use: 'both', help: 'install into the user site' },
  { name: 'target', short: 't', value: 'DIR', path: true, use: 'both', help: 'install into a folder' },
  { name: 'prefix', value: 'DIR', path: true, use: 'both', help: 'install below a prefix' },
  { name: 'root', value: 'DIR', path: true, use: 'both', help: 'install relative to another root folder' },
  { name: 'break-system-packages', use: 'both', help: 'allow an externally managed environment to be changed' },
  { name: 'platform', value: 'TAG', repeats: true, use: 'both', help: 'wheels for this platform (with --target)' },
  { name: 'python-version', value: 'VERSION', use: 'both', help: 'wheels for this Python (with --target)' },
  { name: 'implementation', value: 'TAG', use: 'both', help: 'wheels for this implementation (with --target)' },
  { name: 'abi', value: 'TAG', repeats: true, use: 'both', help: 'wheels for this ABI (with --target)' },
  { name: 'compile', use: 'install', help: 'compile to bytecode (the default)' },
  { name: 'no-compile', use: 'install', help: 'do not compile to bytecode' },
  { name: 'no-warn-script-location', use: 'install', help: 'no warning about scripts outside PATH' },
  { name: 'no-warn-conflicts', use: 'install', help: 'no warning about broken dependencies' },
  { name: 'root-user-action', value: 'ACTION', use: 'install', help: 'warn or ignore when run as root' },
  { name: 'use-feature', value: 'FEATURE', repeats: true, use: 'resolve', help: 'switch on a new feature of pip' },
  { name: 'use-deprecated', value: 'FEATURE', repeats: true, use: 'resolve', help: 'keep a deprecated behaviour of pip' },
  { name: 'no-build-isolation', use: 'build', help: 'build with what the environment itself holds' },
  { name: 'use-pep517', use: 'handled', help: 'build through the build backend (always so)' },
  { name: 'config-settings', short: 'C', value: 'KEY=VALUE', repeats: true, use: 'build', help: 'a setting for build backends' },
  { name: 'global-option', value: 'OPTION', repeats: true, use: 'refused', help: 'for setup.py alone, which depsec only runs through its build backend' },
  { name: 'index-url', short: 'i', value: 'URL', use: 'index', help: 'the package index' },
  { name: 'extra-index-url', value: 'URL', repeats: true, use: 'index', help: 'a further package index' },
  { name: 'no-index', use: 'index', help: 'no index, only --find-links' },
  { name: 'find-links', short: 'f', value: 'PLACE', repeats: true, use: 'index', help: 'a folder or page of files' },
  { name: 'trusted-host', value: 'HOST', repeats: true, use: 'index', help: 'accept this host without a valid certificate' },
  { name: 'cert', value: 'FILE', path: true, use: 'index', help: 'certificates to trust' },
  { name: 'client-cert', value: 'FILE', path: true, use: 'index', help: 'client certificate' },
  { name: 'proxy', value: 'URL', use: 'index', help: 'proxy for http and https' },
  { name: 'timeout', value: 'SECONDS', use: 'index', help: 'how long an index may take to answer' },
  { name: 'retries', value: 'N', use: 'index', help: 'how often a failed request is tried again' },
  { name: 'keyring-provider', value: 'PROVIDER', use: 'handled', help: 'not asked yet: passwords come from URLs and netrc' },
];
