/**
 * What becomes of an option of pip.
 * `resolve`, `install`, `both`: handed to that run of pip. `index`: decides where files come from. `handled`: depsec does it itself.
 * `build`: heeded by depsec where it builds. `refused`: cannot be honoured safely, and dropping it would change what is installed.
 */
export type PipOptionUse = 'resolve' | 'install' | 'both' | 'index' | 'build' | 'handled' | 'refused';

/** The commands of pip that depsec does itself. */
export type GatedCommand = 'install' | 'download' | 'wheel';

export interface PipOption {
  /** Long form without dashes; also the key in pip's configuration. */
  readonly name: string;
  /** Further long forms. */
  readonly aliases?: readonly string[];
  readonly short?: string;
  /** Placeholder of its value in `--help`; absent for a flag. */
  readonly value?: string;
  readonly repeats?: boolean;
  /** The value is a path: it must not depend on the folder that pip is started in. */
  readonly path?: true;
  /** Values that pip takes, where depsec has to check them. */
  readonly choices?: readonly string[];
  readonly number?: 'integer' | 'floating-point';
  /** The flag that this one takes back: whichever comes last counts. */
  readonly undoes?: string;
  /** First and last minor version of pip (23 to 26), at its last patch, that has it, where that is not all of them. */
  readonly since?: string;
  readonly until?: string;
  /** The commands that have it, where that is not all three. */
  readonly of?: readonly GatedCommand[];
  /** May stand before the command of pip. */
  readonly general?: true;
  /** `depsec`: defined among depsec's own options. `hidden`: not in `--help`. */
  readonly listed?: 'depsec' | 'hidden';
  readonly use: PipOptionUse;
  readonly help: string;
}

const PRE_BUILD_SYSTEM = 'for setup.py alone, which depsec only runs through its build backend';

/** Every option of `pip install`, `pip download` and `pip wheel` of pip 23 to 26, in pip's words. One row each: adding an option is adding a row. */
export const pipOptions: readonly PipOption[] = [
  { name: 'requirement', short: 'r', value: 'FILE', repeats: true, listed: 'depsec', use: 'handled', help: 'packages from a requirements file' },
  { name: 'constraint', short: 'c', value: 'FILE', repeats: true, listed: 'depsec', use: 'handled', help: 'versions from a constraints file' },
  { name: 'editable', short: 'e', value: 'PATH', repeats: true, of: ['install', 'wheel'], use: 'handled', help: 'install a folder so that changes in it take effect' },
  { name: 'group', value: '[FILE:]NAME', repeats: true, since: '25.1', use: 'handled', help: 'packages of a dependency group in pyproject.toml' },
  { name: 'requirements-from-script', value: 'FILE', repeats: true, since: '26.0', use: 'handled', help: 'packages that a script names in its head (PEP 723)' },
  { name: 'upgrade', short: 'U', of: ['install'], use: 'both', help: 'upgrade the named packages to the newest version' },
  { name: 'upgrade-strategy', value: 'STRATEGY', of: ['install'], use: 'resolve', help: 'how dependencies are upgraded: only-if-needed or eager' },
  { name: 'force-reinstall', of: ['install'], use: 'both', help: 'reinstall all packages even if they are up to date' },
  { name: 'ignore-installed', short: 'I', of: ['install'], use: 'both', help: 'overwrite installed packages without uninstalling them' },
  { name: 'dry-run', of: ['install'], listed: 'depsec', use: 'handled', help: 'judge only, install nothing' },
  { name: 'report', value: 'FILE', path: true, of: ['install'], use: 'handled', help: "write pip's report of what is installed (- for standard output)" },
  { name: 'dest', aliases: ['destination-dir', 'destination-directory'], short: 'd', value: 'DIR', path: true, of: ['download'], use: 'handled', help: 'the folder to download into' },
  { name: 'wheel-dir', short: 'w', value: 'DIR', path: true, of: ['wheel'], use: 'handled', help: 'the folder to put wheels into' },
  { name: 'no-deps', aliases: ['no-dependencies'], use: 'resolve', help: 'leave dependencies out' },
  { name: 'only-deps', aliases: ['only-dependencies'], since: '26.2', use: 'resolve', help: 'only the dependencies of what is named' },
  { name: 'pre', use: 'resolve', help: 'accept pre-releases' },
  { name: 'all-releases', value: 'NAMES', repeats: true, since: '26.0', use: 'resolve', help: 'accept pre-releases of these packages (or :all:)' },
  { name: 'only-final', value: 'NAMES', repeats: true, since: '26.0', use: 'resolve', help: 'no pre-releases of these packages (or :all:)' },
  { name: 'uploaded-prior-to', value: 'TIME', since: '26.0', use: 'resolve', help: 'only files uploaded before this time' },
  { name: 'require-hashes', use: 'resolve', help: 'every requirement must carry a hash' },
  { name: 'no-require-hashes', since: '26.2', use: 'resolve', help: 'one requirement with a hash does not ask hashes of all' },
  { name: 'ignore-requires-python', use: 'both', help: 'ignore what packages say about Python versions' },
  { name: 'prefer-binary', use: 'resolve', help: 'prefer an older wheel over a newer source package' },
  { name: 'only-binary', value: 'NAMES', repeats: true, use: 'resolve', help: 'only wheels for these packages (or :all:)' },
  { name: 'no-binary', value: 'NAMES', repeats: true, use: 'resolve', help: 'only source packages for these packages (or :all:)' },
  { name: 'user', of: ['install'], undoes: 'no-user', use: 'both', help: 'install into the user site' },
  { name: 'no-user', of: ['install'], undoes: 'user', listed: 'hidden', use: 'both', help: 'do not install into the user site' },
  { name: 'target', short: 't', value: 'DIR', path: true, of: ['install'], use: 'both', help: 'install into a folder' },
  { name: 'prefix', value: 'DIR', path: true, of: ['install'], use: 'both', help: 'install below a prefix' },
  { name: 'root', value: 'DIR', path: true, of: ['install'], use: 'both', help: 'install relative to another root folder' },
  { name: 'src', aliases: ['source', 'source-dir', 'source-directory'], value: 'DIR', path: true, use: 'handled', help: 'for editable checkouts, which depsec leaves to git: clone it and give its folder' },
  { name: 'break-system-packages', of: ['install'], use: 'both', help: 'allow an externally managed environment to be changed' },
  { name: 'platform', value: 'TAG', repeats: true, of: ['install', 'download'], use: 'both', help: 'wheels for this platform (with --target)' },
  { name: 'python-version', value: 'VERSION', of: ['install', 'download'], use: 'both', help: 'wheels for this Python (with --target)' },
  { name: 'implementation', value: 'TAG', of: ['install', 'download'], use: 'both', help: 'wheels for this implementation (with --target)' },
  { name: 'abi', value: 'TAG', repeats: true, of: ['install', 'download'], use: 'both', help: 'wheels for this ABI (with --target)' },
  { name: 'compile', of: ['install'], undoes: 'no-compile', use: 'install', help: 'compile to bytecode (the default)' },
  { name: 'no-compile', of: ['install'], undoes: 'compile', use: 'install', help: 'do not compile to bytecode' },
  { name: 'no-warn-script-location', of: ['install'], use: 'install', help: 'no warning about scripts outside PATH' },
  { name: 'no-warn-conflicts', of: ['install'], use: 'install', help: 'no warning about broken dependencies' },
  { name: 'root-user-action', value: 'ACTION', choices: ['warn', 'ignore'], of: ['install'], use: 'install', help: 'warn or ignore when run as root' },
  { name: 'use-feature', value: 'FEATURE', repeats: true, general: true, use: 'resolve', help: 'switch on a new feature of pip' },
  { name: 'use-deprecated', value: 'FEATURE', repeats: true, general: true, use: 'resolve', help: 'keep a deprecated behaviour of pip' },
  { name: 'no-build-isolation', use: 'build', help: 'build with what the environment itself holds' },
  { name: 'build-constraint', value: 'FILE', repeats: true, path: true, since: '25.3', use: 'build', help: 'versions of what builds need, from a constraints file' },
  { name: 'config-settings', short: 'C', value: 'KEY=VALUE', repeats: true, of: ['install', 'wheel'], use: 'build', help: 'a setting for build backends' },
  { name: 'use-pep517', listed: 'hidden', use: 'handled', help: 'build through the build backend (always so)' },
  { name: 'no-use-pep517', until: '25.2', listed: 'hidden', use: 'refused', help: 'depsec builds through the build backend alone, never by setup.py install' },
  { name: 'check-build-dependencies', use: 'handled', help: 'in an isolated build they always fit; refused together with --no-build-isolation' },
  { name: 'global-option', value: 'OPTION', repeats: true, until: '25.2', use: 'refused', help: PRE_BUILD_SYSTEM },
  { name: 'install-option', value: 'OPTION', repeats: true, until: '23.0', of: ['install'], use: 'refused', help: PRE_BUILD_SYSTEM },
  { name: 'build-option', value: 'OPTION', repeats: true, until: '25.2', of: ['wheel'], use: 'refused', help: PRE_BUILD_SYSTEM },
  { name: 'no-verify', of: ['wheel'], use: 'refused', help: 'every wheel that depsec builds is looked at, and kept only when it can be read' },
  { name: 'no-clean', use: 'refused', help: 'builds run in private folders that are gone when depsec ends' },
  { name: 'index-url', aliases: ['pypi-url'], short: 'i', value: 'URL', use: 'index', help: 'the package index' },
  { name: 'extra-index-url', value: 'URL', repeats: true, use: 'index', help: 'a further package index' },
  { name: 'no-index', use: 'index', help: 'no index, only --find-links' },
  { name: 'find-links', short: 'f', value: 'PLACE', repeats: true, use: 'index', help: 'a folder or page of files' },
  { name: 'trusted-host', value: 'HOST', repeats: true, general: true, use: 'index', help: 'accept this host without a valid certificate' },
  { name: 'cert', value: 'FILE', path: true, general: true, use: 'index', help: 'certificates to trust' },
  { name: 'client-cert', value: 'FILE', path: true, general: true, use: 'index', help: 'client certificate' },
  { name: 'proxy', value: 'URL', general: true, use: 'index', help: 'proxy for http and https' },
  { name: 'no-proxy-env', since: '26.2', general: true, use: 'index', help: 'no proxies from environment variables' },
  { name: 'timeout', aliases: ['default-timeout'], value: 'SECONDS', number: 'floating-point', general: true, use: 'index', help: 'how long an index may take to answer' },
  { name: 'retries', value: 'N', number: 'integer', general: true, use: 'index', help: 'how often a failed request is tried again' },
  { name: 'resume-retries', value: 'N', number: 'integer', since: '25.1', general: true, use: 'handled', help: 'a broken download is taken up again (always so)' },
  { name: 'keyring-provider', value: 'PROVIDER', choices: ['auto', 'disabled', 'import', 'subprocess'], since: '23.1', general: true, use: 'handled', help: 'not asked yet: passwords come from URLs and netrc' },
  { name: 'refresh-package', value: 'NAMES', repeats: true, since: '26.2', use: 'handled', help: 'ask the index anew (always so)' },
  { name: 'cache-dir', value: 'DIR', path: true, general: true, use: 'handled', help: 'keep downloaded files there' },
  { name: 'no-cache-dir', general: true, use: 'handled', help: 'keep no downloaded files' },
  { name: 'exists-action', value: 'ACTION', repeats: true, choices: ['s', 'i', 'w', 'b', 'a'], general: true, use: 'handled', help: 'what becomes of another file of that name: (i)gnore, (w)ipe, (b)ackup, (a)bort' },
  { name: 'require-virtualenv', aliases: ['require-venv'], general: true, use: 'handled', help: 'only work in a virtual environment' },
  { name: 'isolated', general: true, use: 'handled', help: "leave out pip's variables and the user's pip.conf" },
  { name: 'no-input', general: true, use: 'handled', help: 'ask nothing (always so)' },
  { name: 'progress-bar', value: 'TYPE', choices: ['auto', 'on', 'off', 'raw'], use: 'handled', help: 'off: no live line' },
  { name: 'log', aliases: ['log-file', 'local-log'], value: 'FILE', path: true, general: true, use: 'handled', help: 'append everything that is said to a file' },
  { name: 'debug', general: true, use: 'handled', help: 'show where an error of depsec itself comes from' },
  { name: 'disable-pip-version-check', general: true, use: 'handled', help: 'no look for a newer pip (always so)' },
  { name: 'no-python-version-warning', listed: 'hidden', general: true, use: 'handled', help: 'no warning about old Pythons (always so)' },
  { name: 'version', short: 'V', listed: 'hidden', general: true, use: 'handled', help: 'of no effect here, as in pip' },
  { name: 'python', value: 'PATH', listed: 'depsec', general: true, use: 'handled', help: 'interpreter or environment to install into' },
  { name: 'verbose', short: 'v', listed: 'depsec', general: true, use: 'handled', help: 'say more' },
  { name: 'quiet', short: 'q', listed: 'depsec', general: true, use: 'handled', help: 'say less' },
  { name: 'no-color', listed: 'depsec', general: true, use: 'handled', help: 'no colours' },
  { name: 'help', short: 'h', listed: 'depsec', general: true, use: 'handled', help: 'show help' },
];

/** The options that one of pip's commands has. */
export const optionsOf = (gated: GatedCommand): readonly PipOption[] => pipOptions.filter(({ of }) => of === undefined || of.includes(gated));
