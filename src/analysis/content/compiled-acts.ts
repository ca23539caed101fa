import type { CompiledAct } from '../../core/facts/compiled-facts.js';

const all = (act: CompiledAct, names: string): readonly (readonly [string, CompiledAct])[] => names.split(' ').map((name) => [name, act]);

// Compiled code tells names without what they belong to, so only those are here that hardly stand for anything else.
const ACT_OF: ReadonlyMap<string, CompiledAct> = new Map([
  ...all('exec', 'exec eval FunctionType CodeType run_path exec_module runcode runsource'),
  ...all('process', 'system popen Popen check_output check_call startfile execv execvp spawnl posix_spawn create_subprocess_shell WinExec ShellExecuteW ShellExecuteA'),
  ...all('network', 'urlopen urlretrieve HTTPSConnection HTTPConnection create_connection sendall recv sendto'),
  ...all('decoder', 'b64decode b32decode b16decode b85decode a85decode urlsafe_b64decode decodebytes unhexlify fromhex decompress decrypt a2b_base64 a2b_hex'),
  ...all('host', 'gethostname getfqdn getuser getlogin getnode'),
]);
// Modules whose functions have names that others have too.
const FROM_MODULE: readonly { readonly module: string; readonly names: ReadonlySet<string>; readonly act: CompiledAct }[] = [
  { module: 'marshal', names: new Set(['loads', 'load']), act: 'decoder' },
  { module: 'subprocess', names: new Set(['run', 'call']), act: 'process' },
  { module: 'requests', names: new Set(['get', 'post', 'put', 'request']), act: 'network' },
  { module: 'httpx', names: new Set(['get', 'post', 'put', 'request']), act: 'network' },
];

/** What the names of one piece of compiled code stand for; `imported` are the names of the whole module. */
export function actsOf(names: readonly string[], imported: ReadonlySet<string>): readonly CompiledAct[] {
  const plain = names.flatMap((name) => ACT_OF.get(name) ?? []);
  const ofModules = FROM_MODULE.filter(({ module, names: functions }) => imported.has(module) && names.some((name) => functions.has(name))).map(({ act }) => act);
  return [...new Set([...plain, ...ofModules])];
}
