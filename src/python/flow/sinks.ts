import type { CallKind, SinkKind } from '../../core/source-facts.js';
import { textOrHole } from '../fold/text-methods.js';
import { HOLE, UNKNOWN, changed, from, mergeKeys, mergeOrigins, mixed, namedValue, textValue, type Value } from '../fold/value.js';
import { EXECUTORS, FILE_LOADERS, OBJECT_LOADERS } from '../vocabulary/code.js';
import { fetchedInto } from '../vocabulary/fetched-files.js';
import { addressIndex, connectsSocket, fetchedFileIndex, talksToNetwork } from '../vocabulary/network.js';
import { destroys, handlesMachineCode } from '../vocabulary/machine.js';
import { USER_ROOT } from '../vocabulary/paths.js';
import { CLIPBOARD_FILLER, CLIPBOARD_READER, CLIPBOARD_WRITERS, QUESTIONS, watchesKeys } from '../vocabulary/observation.js';
import { ADDRESS_MIRROR, ENVIRONMENT_COMMAND, IDENTITY_COMMAND, KEYS_OF_THE_MACHINE, SECRET_COMMAND } from '../vocabulary/secrets.js';
import { commandIndex, PIP_ENTRIES, startsProcess } from '../vocabulary/processes.js';
import type { EvaluatedCall } from './call.js';
import { FETCHING_COMMAND } from '../flows.js';
import { EVERYTHING_BELOW, contentOf, placeKeys } from './files.js';
import { LOOKS_UP_NAME, natureOf } from './natures.js';
import type { Run } from './run.js';

function record(call: EvaluatedCall, kind: CallKind, noted: { readonly text: string | null; readonly run: Run }): void {
  noted.run.recording.calls.push({ kind, name: call.name, line: call.line, owner: call.scope.owner, text: noted.text });
}

function arrive(call: EvaluatedCall, to: SinkKind, arrival: { readonly data: readonly Value[]; readonly text: string | null; readonly code?: string | null; readonly run: Run }): void {
  const origins = mergeOrigins(arrival.data);
  const keys = mergeKeys(arrival.data);
  const { text, code = null } = arrival;
  if (origins.length + keys.length === 0 && text === null && code === null) return;
  arrival.run.recording.arrivals.push({ to, sink: { name: call.name, line: call.line }, owner: call.scope.owner, origins, keys, text, code });
}

const known = (text: string): string | null => (text.replaceAll(HOLE, '').trim() === '' ? null : text);

/** A command given as one text or as a list of words. */
function commandText(value: Value | undefined): string | null {
  if (!value) return null;
  if (value.text !== null) return known(value.text);
  return value.items ? known(value.items.map(textOrHole).join(' ')) : null;
}

/** The program, and the list of words that it is given: the first of those is only what it is to be called. */
function listedCommand([program, list]: readonly Value[]): string | null {
  const words = commandText(list);
  if (program?.text === null || program?.text === undefined || (list?.items ?? []).length === 0) return words;
  return known([program.text, ...(list?.items ?? []).slice(1).map(textOrHole)].join(' '));
}

const TAKES_WORDS = /^os\.(exec|spawn)l|create_subprocess_exec$|^os\.startfile$/;

function processCall(call: EvaluatedCall, run: Run): Value {
  const given = call.args.slice(commandIndex(call.name));
  const command = given[0] ?? call.named.get('args') ?? call.named.get('command') ?? call.named.get('cmd');
  const takesList = /^os\.(?:(?:exec|spawn)v|posix_spawn)/.test(call.name);
  const words = TAKES_WORDS.test(call.name) ? known(given.map(textOrHole).join(' ')) : takesList ? listedCommand(given) : commandText(command);
  // The third argument of the "v" kinds is the environment, which is no part of the command.
  const data = TAKES_WORDS.test(call.name) ? given : takesList ? given.slice(0, 2) : [command ?? UNKNOWN];
  const ingredients = [...data, ...data.flatMap((value) => value.items ?? []), call.named.get('input') ?? UNKNOWN];
  record(call, 'process', { text: words, run });
  arrive(call, 'process', { data: ingredients, text: words, run });
  const place = words === null ? null : fetchedInto(words);
  if (place !== null) run.recording.writes.push({ keys: placeKeys(textValue(place)), line: call.line, origins: from(UNKNOWN, { kind: 'network', name: FETCHING_COMMAND, line: call.line }).origins, text: null });
  const output = changed(namedValue(`${call.name}()`), { origins: mergeOrigins(ingredients) });
  if (words !== null && CLIPBOARD_FILLER.test(words)) record(call, 'clipboard-write', { text: null, run });
  const told = words === null ? null : toldBy(words);
  if (told === 'observation') record(call, 'clipboard-read', { text: null, run });
  if (told === null || words === null) return output;
  const printed = from(output, { kind: told, name: words.trim(), line: call.line });
  const file = call.named.get('stdout');
  if (file !== undefined && file.keys.length > 0) run.recording.writes.push({ keys: file.keys, line: call.line, origins: printed.origins, text: null });
  return printed;
}

/** What a command prints that is nobody else's business; null for most. */
function toldBy(command: string): 'host' | 'credentials' | 'environment' | 'observation' | null {
  if (CLIPBOARD_READER.test(command)) return 'observation';
  if (IDENTITY_COMMAND.test(command)) return 'host';
  if (ENVIRONMENT_COMMAND.test(command)) return 'environment';
  return SECRET_COMMAND.test(command) ? 'credentials' : null;
}

/** `pip.main(['install', …])` is the command of that name. */
function pipCall(call: EvaluatedCall, run: Run): Value {
  const words = commandText(call.args[0] ?? call.named.get('args'));
  record(call, 'process', { text: `pip ${words ?? HOLE}`, run });
  return UNKNOWN;
}

function execCall(call: EvaluatedCall, run: Run): Value {
  const [code] = call.args;
  record(call, 'exec', { text: null, run });
  arrive(call, 'exec', { data: [code ?? UNKNOWN], text: call.name === 'runpy.run_path' ? (code?.text ?? null) : null, code: code?.text ?? null, run });
  return changed(mixed([code ?? UNKNOWN]), { name: `${call.name}()` });
}

/** Objects out of pickle and the like: a little program, of which loading it runs every step. */
function loadCall(call: EvaluatedCall, run: Run): Value | null {
  const [data] = call.args;
  if (!data || [...call.named.values(), ...call.args].some(({ name }) => /(?:Safe|Base)Loader$/.test(name ?? ''))) return null;
  arrive(call, 'object', { data: [data], text: null, run });
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
  const given = call.named.get('url') ?? call.args[index] ?? call.args[0];
  return given?.items?.[0] ?? given;
}

function addressOf(call: EvaluatedCall): string | null {
  const value = addressValue(call);
  return value?.text === null || value?.text === undefined ? null : known(value.text);
}

/** The reply of a service that tells what is nobody else's business. */
function toldByService(reply: Value, address: string | null, line: number): Value {
  if (address === null) return reply;
  if (KEYS_OF_THE_MACHINE.test(address)) return from(reply, { kind: 'credentials', name: 'the keys of the machine', line });
  return ADDRESS_MIRROR.test(address) ? from(reply, { kind: 'host', name: 'the own address on the internet', line }) : reply;
}

function networkCall(call: EvaluatedCall, run: Run): Value {
  const data = [call.callee, ...call.args, ...call.named.values()];
  const nested = data.flatMap((value) => value.items ?? []);
  record(call, 'network', { text: addressOf(call), run });
  arrive(call, 'network', { data: [...data, ...nested], text: null, run });
  const place = addressValue(call);
  if (place) arrive(call, 'address', { data: [place], text: null, run });
  const origin = { kind: 'network', name: call.name, line: call.line } as const;
  const file = fetchedFileIndex(call.name);
  const path = file === null ? undefined : (call.args[file] ?? call.named.get('filename') ?? call.named.get('out'));
  const address = addressOf(call);
  const reply = toldByService(from(namedValue(`${call.name}()`), origin), address, call.line);
  if (path) run.recording.writes.push({ keys: placeKeys(path), line: call.line, origins: reply.origins, text: null });
  return path ? changed(reply, { keys: placeKeys(path) }) : reply;
}

/** One end to read from, and one to write to. */
function streams(name: string): Value {
  return changed(namedValue(`${name}()`), { items: [namedValue(`${name}().reader`), namedValue(`${name}().writer`)] });
}

/** What goes with everything that the user has, or with all of a folder where that lies. */
function noteDestroyed(call: EvaluatedCall, run: Run): void {
  const path = call.name.startsWith('pathlib') ? call.object : call.args[0];
  const origin = path?.origins.find(({ kind, name }) => kind === 'secret-path' && name.startsWith(EVERYTHING_BELOW));
  const isRoot = path?.text !== null && path?.text !== undefined && call.name.endsWith('rmtree') && USER_ROOT.test(path.text);
  if (origin !== undefined || isRoot) record(call, 'destroy', { text: origin?.name ?? path?.text ?? null, run });
}

/** Calls that end a flow: code that runs, processes that start, data that leaves. Null for any other call. */
export function sinkCall(call: EvaluatedCall, run: Run): Value | null {
  if (!natureOf(call.name, run).isSink) return null;
  const loaded = FILE_LOADERS.get(call.name);
  if (loaded !== undefined) arrive(call, 'exec', { data: [changed(contentOf(call, call.args[loaded] ?? call.named.get('path') ?? call.named.get('location')), { keys: [] })], text: null, run });
  if (EXECUTORS.has(call.name)) return execCall(call, run);
  if (OBJECT_LOADERS.has(call.name)) return loadCall(call, run);
  if (startsProcess(call.name)) return processCall(call, run);
  if (PIP_ENTRIES.has(call.name)) return pipCall(call, run);
  if (connectsSocket(call.name)) {
    const [address] = call.args;
    const host = address?.items?.[0] ?? address;
    record(call, 'connect', { text: host?.text ?? null, run });
    if (host) arrive(call, 'address', { data: [host], text: null, run });
    if (call.name === 'socket.create_connection') return networkCall(call, run);
    if (call.name === 'asyncio.open_connection') return streams(call.name);
    return call.name.startsWith('socket.') ? UNKNOWN : namedValue(`${call.name}()`);
  }
  if (LOOKS_UP_NAME.test(call.name) && !call.args[0]?.text?.includes('.')) return from(namedValue(`${call.name}()`), { kind: 'host', name: call.name, line: call.line });
  if (call.name === 'os.dup2') record(call, 'descriptor-copy', { text: null, run });
  if (handlesMachineCode(call.name)) record(call, 'machine-code', { text: null, run });
  if (destroys(call.name)) noteDestroyed(call, run);
  if (QUESTIONS.has(call.name)) record(call, 'question', { text: null, run });
  if (CLIPBOARD_WRITERS.has(call.name)) record(call, 'clipboard-write', { text: null, run });
  if (watchesKeys(call.name)) record(call, 'watch', { text: null, run });
  return talksToNetwork(call.name) ? networkCall(call, run) : null;
}
