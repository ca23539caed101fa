import { DECODERS, EXECUTORS, FILE_RUNNERS, IMPORTERS } from './code.js';
import { talksToNetwork } from './network/calls.js';
import { connectsSocket } from './network/sockets.js';
import { startsProcess } from './processes.js';
import { HOST_IDENTITY } from './secrets.js';

const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^(builtins|__builtins__|__builtin__)\./, ''],
  [/^six\.moves\./, ''],
  [/^(posix|nt)\./, 'os.'],
  [/^pickle5\./, 'pickle.'],
  [/^os\.environb$/, 'os.environ'],
  // Stand-ins that do as the modules do after which they are called.
  [/^(?:gevent|eventlet\.green)\.(subprocess|socket|ssl|os|urllib)\b/, '$1'],
  [/^(?:subprocess32|psutil(?=\.Popen$))\b/, 'subprocess'],
  [/^(?:multiprocess|billiard)\./, 'multiprocessing.'],
  [/^loky\.get_reusable_executor\(\)/, 'concurrent.futures.ProcessPoolExecutor()'],
];

// All of them at one look, since nearly every name has none.
const HAS_PREFIX = /^(?:builtins|__builtin|six\.moves|posix|nt|pickle5|os\.environb|gevent|eventlet|subprocess32|psutil|multiprocess\.|billiard|loky)/;

/** One spelling for each thing: `builtins.exec` is `exec`. */
export function canonicalName(name: string): string {
  if (!HAS_PREFIX.test(name)) return name;
  return PREFIXES.reduce((text, [prefix, replacement]) => text.replace(prefix, replacement), name);
}

/** True for names that rules ask about; decides what `from module import *` brings in. */
export function isKnownName(name: string): boolean {
  return EXECUTORS.has(name) || DECODERS.has(name) || IMPORTERS.has(name) || FILE_RUNNERS.has(name) || HOST_IDENTITY.has(name) || startsProcess(name) || talksToNetwork(name) || connectsSocket(name) || /^(os\.environ|socket\.socket|urllib\.request\.Request)$/.test(name);
}
