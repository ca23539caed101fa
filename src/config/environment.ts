import { homedir } from 'node:os';
import { posix, win32, type PlatformPath } from 'node:path';
import { systemCode } from '../platform/files/disk-error.js';

/** The machine's part of the environment, apart from its variables. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The home folder of the account, used where no variable names one; null when the account has none. */
  readonly accountHome: string | null;
}

/** Everything depsec takes from the process environment, read once. Paths are absolute unless a variable says otherwise. */
export interface Environment {
  readonly platform: NodeJS.Platform;
  /** All variables as they were at the start; names are upper case on Windows, where case does not count. */
  readonly variables: Readonly<Record<string, string>>;
  readonly home: string | null;
  /** DEPSEC_HOME, else `~/.depsec`; null without a home. */
  readonly depsecHome: string | null;
  readonly virtualEnv: string | null;
  readonly condaPrefix: string | null;
  /** Entries of PATH, without empty ones (which would mean the working directory). */
  readonly path: readonly string[];
  /** HTTP_PROXY, HTTPS_PROXY and ALL_PROXY; `none` is NO_PROXY as it was written. The lower-case spelling wins, as in curl and Python. */
  readonly proxies: { readonly http: string | null; readonly https: string | null; readonly none: string | null };
  /** Certificates to trust instead of the system's: REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, SSL_CERT_FILE, the first that is set. */
  readonly certFile: string | null;
  /** NODE_EXTRA_CA_CERTS: certificates to trust beside them. Node reads it by itself; pip does not. */
  readonly extraCertFile: string | null;
  /** NETRC, when it names another file than the usual ones. */
  readonly netrcFile: string | null;
  readonly xdgConfigHome: string | null;
  readonly xdgConfigDirs: readonly string[];
  readonly pipConfigFile: string | null;
  /** GITHUB_STEP_SUMMARY: the file that a workflow step appends its page of the job summary to. */
  readonly stepSummary: string | null;
  /** PIP_* variables: name in full → value. */
  readonly pipVariables: ReadonlyMap<string, string>;
}

type Variables = Readonly<Record<string, string>>;

/** The path rules of a platform, so that another platform's places can be computed and tested here. */
export function pathOf(platform: NodeJS.Platform): PlatformPath {
  return platform === 'win32' ? win32 : posix;
}

function accountHome(): string | null {
  try {
    return homedir();
  } catch (cause) {
    // Containers run under user ids that no account belongs to.
    if (systemCode(cause) !== '') return null;
    throw cause;
  }
}

/** This process's machine. */
export function thisMachine(): Machine {
  return { platform: process.platform, accountHome: accountHome() };
}

/** A variable's value, or undefined; never something inherited from Object. */
export function variableOf({ variables }: Pick<Environment, 'variables'>, name: string): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

// An empty variable is the usual way to switch one off for a single command, so it counts as unset.
const valueOf = (variables: Variables, ...names: readonly string[]): string | null =>
  names.map((name) => variableOf({ variables }, name)).find((value) => value !== undefined && value !== '') ?? null;

function proxyOf(variables: Variables, name: string): string | null {
  // Here an empty lower-case variable switches the upper-case one off (Python's urllib, which pip asks).
  return variableOf({ variables }, name.toLowerCase()) ?? valueOf(variables, name);
}

function proxiesOf(variables: Variables): Environment['proxies'] {
  const all = proxyOf(variables, 'ALL_PROXY');
  const one = (name: string): string | null => (proxyOf(variables, name) ?? all) || null;
  return { http: one('HTTP_PROXY'), https: one('HTTPS_PROXY'), none: proxyOf(variables, 'NO_PROXY') || null };
}

function snapshot(source: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): Variables {
  const nameOf = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  return Object.freeze(Object.fromEntries(Object.entries(source).flatMap(([name, value]) => (value === undefined ? [] : [[nameOf(name), value]]))));
}

function homeOf(variables: Variables, { platform, accountHome }: Machine): string | null {
  const home = valueOf(variables, platform === 'win32' ? 'USERPROFILE' : 'HOME') ?? accountHome;
  return home !== null && pathOf(platform).isAbsolute(home) ? home : null;
}

/** Absolute, since pip works in a folder of its own. */
function storeOf(variables: Variables, home: string | null, { platform }: Machine): string | null {
  const path = pathOf(platform);
  const given = valueOf(variables, 'DEPSEC_HOME');
  if (given !== null) return path.isAbsolute(given) ? given : path.resolve(given);
  return home === null ? null : path.join(home, '.depsec');
}

/** Reads the process environment; called once, at the start. Nothing else in depsec looks at `process.env`. */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env, machine: Machine = thisMachine()): Environment {
  const { platform } = machine;
  const path = pathOf(platform);
  const variables = snapshot(source, platform);
  const home = homeOf(variables, machine);
  const listOf = (name: string): readonly string[] => (valueOf(variables, name) ?? '').split(path.delimiter).filter((entry) => entry.trim() !== '');
  return {
    platform,
    variables,
    home,
    depsecHome: storeOf(variables, home, machine),
    virtualEnv: valueOf(variables, 'VIRTUAL_ENV'),
    condaPrefix: valueOf(variables, 'CONDA_PREFIX'),
    path: listOf('PATH'),
    proxies: proxiesOf(variables),
    certFile: valueOf(variables, 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'),
    extraCertFile: valueOf(variables, 'NODE_EXTRA_CA_CERTS'),
    netrcFile: valueOf(variables, 'NETRC'),
    xdgConfigHome: valueOf(variables, 'XDG_CONFIG_HOME'),
    xdgConfigDirs: listOf('XDG_CONFIG_DIRS'),
    pipConfigFile: valueOf(variables, 'PIP_CONFIG_FILE'),
    stepSummary: valueOf(variables, 'GITHUB_STEP_SUMMARY'),
    pipVariables: new Map(Object.entries(variables).filter(([name]) => name.startsWith('PIP_'))),
  };
}
