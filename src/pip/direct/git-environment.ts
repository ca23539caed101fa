import { delimiter } from 'node:path';
import { UserError } from '../../core/errors.js';
import { findProgram } from '../../platform/processes/find-program.js';
import { nullDevice } from '../../platform/null-device.js';
import { run } from '../../platform/spawn.js';
import type { GitOptions, RunGit } from './direct-source.js';

type Variables = Readonly<Record<string, string>>;

// What git, its helpers for passwords and ssh need to work as they do for the user. Nothing that points git at another repository (GIT_DIR), tree or
// set of templates.
const PASSED_ON: readonly RegExp[] = [
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/,
  /^(?:SSH_AUTH_SOCK|SSH_AGENT_PID|KRB5CCNAME|KRB5_CONFIG|GNUPGHOME|DBUS_SESSION_BUS_ADDRESS|XDG_[A-Z_]+)$/,
  /^(?:https?|all|no)_proxy$/i,
  /^(?:SSL_CERT_FILE|SSL_CERT_DIR|CURL_CA_BUNDLE|GIT_SSL_[A-Z_]+|GIT_SSH|GIT_SSH_COMMAND|GIT_SSH_VARIANT|GIT_ASKPASS|GIT_PROXY_COMMAND|GIT_HTTP_[A-Z_]+|GIT_LFS_[A-Z_]+)$/,
  /^(?:GIT_CONFIG_GLOBAL|GIT_CONFIG_SYSTEM|GIT_CONFIG_NOSYSTEM|GIT_CONFIG_COUNT|GIT_CONFIG_(?:KEY|VALUE)_\d+)$/,
  /^(?:SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMW6432)$/,
];

/** A server that sends next to nothing is given up; the user may have other ideas of how long. */
const PATIENCE: Variables = { GIT_HTTP_LOW_SPEED_LIMIT: '1000', GIT_HTTP_LOW_SPEED_TIME: '30' };

const FIXED: Variables = {
  GIT_TERMINAL_PROMPT: '0',
  SSH_ASKPASS_REQUIRE: 'never',
  GCM_INTERACTIVE: 'never',
  // An empty name is no folder: no hooks come from templates.
  GIT_TEMPLATE_DIR: '',
  // Messages are recognised, and shown, in English.
  LC_ALL: 'C.UTF-8',
  LANGUAGE: 'en',
};


// By argument, so that they win over every configuration, that of the repository included.
const SAFE: readonly string[] = [`core.hooksPath=${nullDevice()}`, 'core.fsmonitor=false', 'gc.auto=0', 'maintenance.auto=false', 'fetch.recurseSubmodules=false', 'submodule.recurse=false', 'advice.detachedHead=false'];

// Git and ssh have no terminal to ask on, except on Windows. There ssh is told, unless the user has an ssh of their own.
const unasked = (variables: Variables): Variables =>
  process.platform === 'win32' && !('GIT_SSH' in variables) && !('GIT_SSH_COMMAND' in variables) ? { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' } : {};

/** The variables git starts with: the user's own that it needs, none of those that lead it elsewhere, and no way to ask questions. */
export function gitEnvironment(variables: Variables): Variables {
  const passedOn = Object.entries(variables).filter(([name]) => PASSED_ON.some((pattern) => pattern.test(name)));
  return { ...PATIENCE, ...Object.fromEntries(passedOn), ...FIXED, ...unasked(variables) };
}

/** Settings as GIT_CONFIG_KEY_n and GIT_CONFIG_VALUE_n, behind those that the user has there. */
function settingVariables(environment: Variables, settings: GitOptions['settings'] = []): Variables {
  const first = Number(environment['GIT_CONFIG_COUNT'] ?? 0) || 0;
  const pairs = settings.flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${first + index}`, key], [`GIT_CONFIG_VALUE_${first + index}`, value]]);
  return settings.length === 0 ? {} : { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(first + settings.length) };
}

function findGit(variables: Variables): string {
  const path = (variables['PATH'] ?? '').split(delimiter);
  const git = findProgram('git', { path, platform: process.platform, extensions: variables['PATHEXT'] });
  if (git === null) throw new UserError('bad-requirement', 'a checkout needs git, and there is no git on PATH', { hint: 'install git, or give an archive of the source' });
  return git;
}

/** A git of the user's, with `variables` as the environment of depsec itself. Rejects with UserError `bad-requirement` when there is none. */
export function createRunGit(variables: Variables, signal: AbortSignal): RunGit {
  const environment = gitEnvironment(variables);
  const safe = SAFE.flatMap((setting) => ['-c', setting]);
  // By its path: a checkout, in which git is started, may hold a program of that name.
  return async (args, { cwd, variables: more = {}, settings }) =>
    await run(findGit(environment), [...safe, ...args], { cwd, env: { ...environment, ...more, ...settingVariables(environment, settings) }, signal });
}
