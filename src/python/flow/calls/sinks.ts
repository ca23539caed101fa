import { OF_CONNECTION } from '../../../core/facts/source-facts.js';
import { UNKNOWN, changed, from, mergeOrigins, mixed, namedValue, type Value } from '../../fold/value.js';
import { EXECUTORS, FILE_RUNNERS, OBJECT_LOADERS } from '../../vocabulary/code.js';
import { talksToNetwork } from '../../vocabulary/network/calls.js';
import { connectsSocket, MAKES_SOCKET } from '../../vocabulary/network/sockets.js';
import { callsAddress, CASTS, destroys, isFunctionType, handlesMachineCode } from '../../vocabulary/machine.js';
import { USER_ROOT } from '../../vocabulary/paths.js';
import { fillsClipboard, QUESTIONS, watchesKeys } from '../../vocabulary/observation.js';
import { PIP_ENTRIES, startsProcess } from '../../vocabulary/processes.js';
import { attributeOf } from '../attributes.js';
import { setAttribute } from '../binding/set-attribute.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { examplesCall, runsExamples } from './doc-examples.js';
import { EVERYTHING_BELOW } from './file-content.js';
import { findFunction, giveAll } from '../functions.js';
import { ACCEPTS, CONFIGURES_LOGS, INSTALLS_OPENER, LOOKS_UP_NAME, natureOf, SENDS_RECORDS, SETS_OPTION, TYPES_INTO_OUTLET, TYPES_INTO_SHELL, WRITES_RECORD } from './natures.js';
import { loadsShipped, noteLoadedFile, noteShipped, openedLibrary, OPENS_LIBRARY } from './loaded-files.js';
import { configureLogs, handRecord } from './log-records.js';
import { isMagic, magicCall } from './notebooks.js';
import { OF_SOCKET, pipCall, processCall, typeInto } from './processes/process-calls.js';
import { arrive, record } from './record.js';
import { actsAsCommand, commandCall } from './ways-in.js';
import { LOCAL, lookUp, type Run } from '../run.js';
import { networkCall, socketCall, fetches, leavesMachineBy } from './network-call.js';
import { loadCall } from './object-loads.js';

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

/** A name that had to be decoded, by which something is imported or taken out of a module. */
export function noteName(call: EvaluatedCall, name: Value, run: Run): void {
  // Names of options are turned into those of attributes by translate().
  const data = name.origins.filter((origin) => origin.kind === 'decoder' && origin.name !== '.translate');
  if (data.length > 0) arrive(call, 'name', { data: [changed(UNKNOWN, { origins: data })], text: name.text, run });
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

// Assemblers lay out numbers so.
const LAYS_OUT = 'struct.pack';

/** `CFUNCTYPE(c_int)(address)`: what was written there runs. Functions of Python that are handed to C come from nowhere. */
function addressCall(call: EvaluatedCall, run: Run): null {
  if (call.name === CASTS && !isFunctionType(call.args[1]?.name ?? '')) return null;
  const origins = mergeOrigins(call.args).filter(({ kind, name }) => kind === 'network' || (kind === 'decoder' && name !== LAYS_OUT));
  if (origins.length > 0) {
    record(call, 'exec', { text: null, run });
    arrive(call, 'exec', { data: [changed(UNKNOWN, { origins })], text: null, run });
  }
  return null;
}

/** What has to do with the log: where it goes, and what is written to it. */
function noteLog(call: EvaluatedCall, run: Run): void {
  if (call.name === CONFIGURES_LOGS) configureLogs(call, run);
  if (SENDS_RECORDS.test(call.name) && leavesMachineBy(call)) run.logsOut = true;
  if (!WRITES_RECORD.test(call.name)) return;
  handRecord(call, run);
  if (run.logsOut) arrive(call, 'network', { data: allValues(call), text: null, run });
}

const TAKES_REPLY = /(?:WRITE|HEADER)(?:DATA|FUNCTION)$/;

/** `client.setopt(WRITEFUNCTION, parts.append)`: the reply goes there, to a list or to a function of the file. */
function noteTaker(call: EvaluatedCall, run: Run): void {
  const [, taker = UNKNOWN] = call.args;
  const reply = from(UNKNOWN, { kind: 'network', name: call.name, line: call.line });
  run.recording.writes.push({ keys: taker.keys, line: call.line, origins: reply.origins, text: null });
  const info = findFunction(taker.name ?? '', run);
  if (info) giveAll(info, reply, run);
  if (info) run.recording.references.push({ from: call.scope.owner, to: info.key });
  const [, holder, attribute] = IS_METHOD_OF_PART.exec(taker.name ?? '') ?? [];
  if (holder !== undefined && attribute !== undefined) setAttribute(namedValue(holder), attribute, { value: reply, line: call.line, scope: call.scope, run });
}

// `self.parts.append`
const IS_METHOD_OF_PART = /^(local:\w+\(\))\.(\w+)\.(?:append|write|extend|put)$/;

/** A connection that is opened, and what is read and written by. */
function connectCall(call: EvaluatedCall, run: Run): Value {
  const [address] = call.args;
  const host = address?.items?.[0] ?? address;
  record(call, 'connect', { text: host?.text ?? null, run });
  if (host) arrive(call, 'address', { data: [host], text: null, run });
  if (call.name === 'socket.create_connection') return networkCall(call, run);
  if (call.name === 'asyncio.open_connection') return changed(UNKNOWN, { items: [from(namedValue(`${call.name}().reader`), { kind: 'network', name: call.name, line: call.line }), namedValue(`${call.name}().writer`)] });
  return call.name.startsWith('socket.') ? UNKNOWN : namedValue(`${call.name}()`);
}

/** Calls that end a flow: code that runs, processes that start, data that leaves. Null for any other call. */
export function sinkCall(call: EvaluatedCall, run: Run): Value | null {
  if (!natureOf(call.name, run).isSink) return null;
  if (loadsShipped(call.name)) noteShipped(call, run);
  if (EXECUTORS.has(call.name)) return execCall(call, run);
  if (callsAddress(call.name)) return addressCall(call, run);
  if (isMagic(call.name)) return magicCall(call, { run, exec: execCall });
  if (OBJECT_LOADERS.has(call.name)) return loadCall(call, run);
  if (FILE_RUNNERS.has(call.name)) noteLoadedFile(call, run);
  if (OPENS_LIBRARY.test(call.name)) return openedLibrary(call);
  if (startsProcess(call.name)) return processCall(call, run);
  if (runsExamples(call.name)) return examplesCall(call, run);
  if (actsAsCommand(call.name)) return commandCall(call, run);
  if (PIP_ENTRIES.has(call.name)) return pipCall(call, run);
  if (call.name === MAKES_SOCKET) return socketCall(call, run);
  if (connectsSocket(call.name)) return connectCall(call, run);
  if (LOOKS_UP_NAME.test(call.name) && !call.args[0]?.text?.includes('.')) return from(namedValue(`${call.name}()`), { kind: 'host', name: call.name, line: call.line });
  if (call.name === ACCEPTS) return changed(UNKNOWN, { items: [namedValue('socket.socket()'), UNKNOWN] });
  if (TYPES_INTO_SHELL.test(call.name)) typeInto(call, allValues(call), { isPython: call.name.startsWith('python'), run });
  if (TYPES_INTO_OUTLET.test(call.name)) arrive(call, 'network', { data: allValues(call), text: null, run });
  noteLog(call, run);
  // What its opener holds goes along with all that is fetched from then on.
  if (call.name === INSTALLS_OPENER) arrive(call, 'network', { data: call.args, text: null, run });
  if (call.name === 'os.dup2') record(call, 'descriptor-copy', { text: OF_SOCKET.test(call.args[0]?.name ?? '') ? OF_CONNECTION : null, run });
  if (handlesMachineCode(call.name)) record(call, 'machine-code', { text: null, run });
  if (destroys(call.name)) noteDestroyed(call, run);
  if (QUESTIONS.has(call.name)) record(call, 'question', { text: null, run });
  if (fillsClipboard(call.name)) record(call, 'clipboard-write', { text: call.args.find(({ text }) => text !== null)?.text ?? null, run });
  if (watchesKeys(call.name)) watch(call, run);
  if (call.name === SETS_OPTION && TAKES_REPLY.test(call.args[0]?.name ?? '')) noteTaker(call, run);
  return fetches(call.name, call.args[0]) || talksToNetwork(call.name) ? networkCall(call, run) : null;
}
