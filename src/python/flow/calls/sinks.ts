import { OF_CONNECTION } from '../../../core/facts/source-facts.js';
import { UNKNOWN, changed, from, mergeOrigins, mixed, namedValue, type Value } from '../../fold/value.js';
import { EXECUTORS, FILE_RUNNERS, OBJECT_LOADERS } from '../../vocabulary/code.js';
import { textOf } from '../../syntax/node.js';
import { addressTraits, addressIndex, connectsSocket, fetchedFileIndex, givesCloudKeys, leavesMachine, MAKES_SOCKET, mayFetch, sendsNamedFile, staysWithin, talksToNetwork } from '../../vocabulary/network.js';
import { destroys, handlesMachineCode } from '../../vocabulary/machine.js';
import { USER_ROOT } from '../../vocabulary/paths.js';
import { fillsClipboard, QUESTIONS, watchesKeys } from '../../vocabulary/observation.js';
import { ADDRESS_MIRROR, CLOUD_KEYS } from '../../vocabulary/secrets.js';
import { PIP_ENTRIES, startsProcess } from '../../vocabulary/processes.js';
import { attributeOf } from '../attributes.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { EVERYTHING_BELOW, placeKeys } from './file-content.js';
import { findFunction, giveAll } from '../functions.js';
import { ACCEPTS, LOOKS_UP_NAME, natureOf, SENDS_RECORDS, SETS_OPTION, TYPES_INTO_SHELL, WRITES_RECORD } from './natures.js';
import { loadsShipped, noteLoadedFile, noteShipped, openedLibrary, OPENS_LIBRARY } from './loaded-files.js';
import { isMagic, magicCall } from './notebooks.js';
import { OF_SOCKET, pipCall, processCall, typeInto } from './process-calls.js';
import { arrive, known, record } from './record.js';
import { LOCAL, lookUp, type Run } from '../run.js';

function execCall(call: EvaluatedCall, run: Run): Value {
  const [code] = call.args;
  record(call, 'exec', { text: null, run });
  arrive(call, 'exec', { data: [code ?? UNKNOWN], text: call.name === 'runpy.run_path' ? (code?.text ?? null) : null, code: code?.text ?? null, run });
  return (call.name === 'eval' && code ? evaluatedName(code, call, run) : null) ?? changed(mixed([code ?? UNKNOWN]), { name: `${call.name}()` });
}

const IS_NAME = /^\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\s*$/;

/** `eval("exec")` is what is called so there. */
function evaluatedName(code: Value, { scope, line }: EvaluatedCall, run: Run): Value | null {
  if (code.text === null || !IS_NAME.test(code.text)) return null;
  const [first = '', ...rest] = code.text.trim().split('.');
  const named = rest.reduce((object, attribute) => attributeOf(object, attribute, { line, run }), lookUp(first, scope));
  return changed(named, { origins: mergeOrigins([named, code]) });
}

const TAKES_PATH = /^(?:torch\.load|joblib\.load|pandas\.read_pickle)$/;
const LONGEST_PICKLE = 10_000;
// As the protocols write it: a line of text for the module and one for the name, or each with its length before.
const CALLED_BY_PICKLE = /(?:^|\W)c?(builtins|__builtin__|posix|nt|os|subprocess|runpy)[\n\W]{1,3}.?(?:exec|eval|compile|system|popen|Popen|run|call|check_output|getoutput|run_path)\b/;

const UNPICKLES = '.Unpickler().load';

/** True for an heir that refuses what it does not know by its name. */
function isPicky({ object }: EvaluatedCall, run: Run): boolean {
  const finder = findFunction(`${object?.name ?? ''}.find_class`, run);
  return finder !== null && /\braise\b/.test(textOf(finder.body.node));
}

/** Objects out of pickle and the like: a little program, of which loading it runs every step. */
function loadCall(call: EvaluatedCall, run: Run): Value | null {
  const isByObject = call.name.endsWith(UNPICKLES);
  const data = isByObject ? call.callee : call.args[0];
  if (!data || (isByObject && isPicky(call, run)) || [...call.named.values(), ...call.args].some(({ name }) => /(?:Safe|Base)Loader$/.test(name ?? ''))) return null;
  const calls = CALLED_BY_PICKLE.exec(data.text?.slice(0, LONGEST_PICKLE) ?? '');
  if (calls !== null) arrive(call, 'exec', { data: [from(data, { kind: 'decoder', name: `a pickle of ${calls[1]}`, line: call.line })], text: null, run });
  arrive(call, 'object', { data: [data], text: TAKES_PATH.test(call.name) ? data.text : null, run });
  return changed(mixed([data]), { name: `${call.name}()` });
}

/** A name that had to be decoded, by which something is imported or taken out of a module. */
export function noteName(call: EvaluatedCall, name: Value, run: Run): void {
  // Names of options are turned into those of attributes by translate().
  const data = name.origins.filter((origin) => origin.kind === 'decoder' && origin.name !== '.translate');
  if (data.length > 0) arrive(call, 'name', { data: [changed(UNKNOWN, { origins: data })], text: name.text, run });
}

function addressValue(call: EvaluatedCall): Value | undefined {
  const index = addressIndex(call.name);
  if (index === null) return undefined;
  const given = call.named.get('url') ?? call.args.at(index) ?? call.args[0];
  return given?.items?.[0] ?? given;
}

function addressOf(call: EvaluatedCall): string | null {
  const value = addressValue(call);
  return value?.text === null || value?.text === undefined ? null : known(value.text);
}

/** What is in the files of secrets whose names the call is given. */
function filesNamed(data: readonly Value[], line: number): Value {
  const places = mergeOrigins(data).filter(({ kind }) => kind === 'secret-path');
  return places.reduce((value, { name }) => from(value, { kind: 'credentials', name, line }), UNKNOWN);
}

/** Some services tell whoever asks something about himself. */
function repliedFrom(address: string | null, fetched: Value, line: number): Value {
  if (address === null) return fetched;
  if (givesCloudKeys(address)) return from(fetched, { kind: 'credentials', name: CLOUD_KEYS, line });
  return ADDRESS_MIRROR.test(address) ? from(fetched, { kind: 'host', name: 'the own address on the internet', line }) : fetched;
}

// Nothing leaves by these: what the connection was told came by other calls.
const RECEIVES = /\.(?:recv|recvfrom|read|getresponse)$/;

// Into a repository, by the service that keeps it.
const PUTS_FILE = /^github\.Github\(\)[\w.()]*\.(?:create_file|update_file)$/;

function networkCall(call: EvaluatedCall, run: Run): Value {
  const data = [call.callee, ...call.args, ...call.named.values()];
  const nested = data.flatMap((value) => value.items ?? []);
  record(call, 'network', { text: addressOf(call), run });
  if (!RECEIVES.test(call.name)) arrive(call, 'network', { data: [...data, ...nested, ...(sendsNamedFile(call.name) ? [filesNamed(data, call.line)] : [])], text: null, run });
  if (PUTS_FILE.test(call.name)) record(call, 'write', { text: (call.args[0] ?? call.named.get('path'))?.text ?? null, run });
  const place = addressValue(call);
  if (place) arrive(call, 'address', { data: [place], text: null, run });
  const origin = { kind: 'network', name: call.name, line: call.line } as const;
  const file = fetchedFileIndex(call.name);
  const path = file === null ? undefined : (call.args[file] ?? call.named.get('filename') ?? call.named.get('out'));
  const address = addressOf(call);
  if (/\.retr(?:binary|lines)$/.test(call.name)) run.recording.writes.push({ keys: call.args[1]?.keys ?? [], line: call.line, origins: [{ ...origin, steps: [] }], text: null });
  const fetched = from(namedValue(`${call.name}()`), origin);
  const reply = repliedFrom(address, fetched, call.line);
  if (path) run.recording.writes.push({ keys: placeKeys(path), line: call.line, origins: reply.origins, text: null });
  return path ? changed(reply, { keys: placeKeys(path) }) : reply;
}

/** What goes with everything that the user has, or with all of a folder where that lies. */
function noteDestroyed(call: EvaluatedCall, run: Run): void {
  const path = call.name.startsWith('pathlib') ? call.object : call.args[0];
  const origin = path?.origins.find(({ kind, name }) => kind === 'secret-path' && name.startsWith(EVERYTHING_BELOW));
  const isRoot = path?.text !== null && path?.text !== undefined && call.name.endsWith('rmtree') && USER_ROOT.test(path.text);
  if (origin !== undefined || isRoot) record(call, 'destroy', { text: origin?.name ?? path?.text ?? null, run });
}

/** Whoever asks to be told of keys is told of them by a call of his function. */
function watch(call: EvaluatedCall, run: Run): void {
  record(call, 'watch', { text: null, run });
  const typed = from(UNKNOWN, { kind: 'observation', name: call.name, line: call.line });
  for (const told of allValues(call)) {
    const info = findFunction(told.name ?? '', run);
    if (info) giveAll(info, typed, run);
    if (told.name?.startsWith(LOCAL)) run.recording.references.push({ from: call.scope.owner, to: told.name.slice(LOCAL.length) });
  }
}

/** True where the file has used the name of another family so far, or gives that of a local one itself: any variable could be either. */
const maySwitch = (family: string, { attributes, members, recording }: Run): boolean =>
  attributes.has(family) || [...(members.get('socket')?.values() ?? []), ...recording.imports].some(({ name }) => name !== null && leavesMachine(name));

/** What is told to a socket between programs of one machine does not leave it. */
function socketCall(call: EvaluatedCall, run: Run): Value | null {
  const family = call.args[0] ?? call.named.get('family');
  return family?.name && family.number === null && staysWithin(family.name) && !maySwitch(family.name, run) ? UNKNOWN : null;
}

const IS_ADDRESS = /^(?:https?|ftp):\/\//i;

const OF_THE_SYSTEM = /^logging\.handlers\.(?:SysLog|Socket|Datagram)Handler$/;

/** True for a handler that sends records to another machine; those for the system's own log do so only where one is named. */
function leavesMachineBy({ name, args, named }: EvaluatedCall): boolean {
  if (!OF_THE_SYSTEM.test(name)) return true;
  const address = args[0] ?? named.get('address') ?? named.get('host');
  const host = address?.text ?? address?.items?.[0]?.text ?? null;
  return host !== null && host !== '' && !host.startsWith('/') && !addressTraits(host).has('local-host');
}


/** Calls that end a flow: code that runs, processes that start, data that leaves. Null for any other call. */
export function sinkCall(call: EvaluatedCall, run: Run): Value | null {
  if (!natureOf(call.name, run).isSink) return null;
  if (loadsShipped(call.name)) noteShipped(call, run);
  if (EXECUTORS.has(call.name)) return execCall(call, run);
  if (isMagic(call.name)) return magicCall(call, { run, exec: execCall });
  if (OBJECT_LOADERS.has(call.name)) return loadCall(call, run);
  if (FILE_RUNNERS.has(call.name)) noteLoadedFile(call, run);
  if (OPENS_LIBRARY.test(call.name)) return openedLibrary(call);
  if (startsProcess(call.name)) return processCall(call, run);
  if (PIP_ENTRIES.has(call.name)) return pipCall(call, run);
  if (call.name === MAKES_SOCKET) return socketCall(call, run);
  if (connectsSocket(call.name)) {
    const [address] = call.args;
    const host = address?.items?.[0] ?? address;
    record(call, 'connect', { text: host?.text ?? null, run });
    if (host) arrive(call, 'address', { data: [host], text: null, run });
    if (call.name === 'socket.create_connection') return networkCall(call, run);
    if (call.name === 'asyncio.open_connection') return changed(UNKNOWN, { items: [from(namedValue(`${call.name}().reader`), { kind: 'network', name: call.name, line: call.line }), namedValue(`${call.name}().writer`)] });
    return call.name.startsWith('socket.') ? UNKNOWN : namedValue(`${call.name}()`);
  }
  if (LOOKS_UP_NAME.test(call.name) && !call.args[0]?.text?.includes('.')) return from(namedValue(`${call.name}()`), { kind: 'host', name: call.name, line: call.line });
  if (call.name === ACCEPTS) return changed(UNKNOWN, { items: [namedValue('socket.socket()'), UNKNOWN] });
  if (TYPES_INTO_SHELL.test(call.name)) typeInto(call, allValues(call), { isPython: call.name.startsWith('python'), run });
  if (SENDS_RECORDS.test(call.name) && leavesMachineBy(call)) run.logsOut = true;
  if (WRITES_RECORD.test(call.name) && run.logsOut) arrive(call, 'network', { data: allValues(call), text: null, run });
  if (call.name === 'os.dup2') record(call, 'descriptor-copy', { text: OF_SOCKET.test(call.args[0]?.name ?? '') ? OF_CONNECTION : null, run });
  if (handlesMachineCode(call.name)) record(call, 'machine-code', { text: null, run });
  if (destroys(call.name)) noteDestroyed(call, run);
  if (QUESTIONS.has(call.name)) record(call, 'question', { text: null, run });
  if (fillsClipboard(call.name)) record(call, 'clipboard-write', { text: call.args.find(({ text }) => text !== null)?.text ?? null, run });
  if (watchesKeys(call.name)) watch(call, run);
  if (call.name === SETS_OPTION && /WRITE(?:DATA|FUNCTION)$/.test(call.args[0]?.name ?? '')) run.recording.writes.push({ keys: call.args[1]?.keys ?? [], line: call.line, origins: [{ kind: 'network', name: call.name, line: call.line, steps: [] }], text: null });
  const isFetched = mayFetch(call.name) && IS_ADDRESS.test(call.args[0]?.text ?? '');
  return isFetched || talksToNetwork(call.name) ? networkCall(call, run) : null;
}
