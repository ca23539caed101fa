import { UNKNOWN, changed, from, mergeOrigins, namedValue, type Value } from '../../fold/value.js';
import { addressTraits, givesCloudKeys } from '../../vocabulary/network/addresses.js';
import { addressIndex, fetchedFileIndex, sendsNamedFile } from '../../vocabulary/network/call-arguments.js';
import { mayFetch } from '../../vocabulary/network/calls.js';
import { leavesMachine, staysWithin } from '../../vocabulary/network/sockets.js';
import { ADDRESS_MIRROR, CLOUD_KEYS } from '../../vocabulary/secrets.js';
import type { EvaluatedCall } from '../call.js';
import { placeKeys } from './file-content.js';
import { arrive, known, record } from './record.js';
import type { Run } from '../run.js';

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

export function networkCall(call: EvaluatedCall, run: Run): Value {
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

/** True where the file has used the name of another family so far, or gives that of a local one itself: any variable could be either. */
const maySwitch = (family: string, { attributes, members, recording }: Run): boolean =>
  attributes.has(family) || [...(members.get('socket')?.values() ?? []), ...recording.imports].some(({ name }) => name !== null && leavesMachine(name));

/** What is told to a socket between programs of one machine does not leave it. */
export function socketCall(call: EvaluatedCall, run: Run): Value | null {
  const family = call.args[0] ?? call.named.get('family');
  return family?.name && family.number === null && staysWithin(family.name) && !maySwitch(family.name, run) ? UNKNOWN : null;
}

const IS_ADDRESS = /^(?:https?|ftp):\/\//i;

/** True for a call that reads files, where what it is given lies at an address: it fetches that. */
export const fetches = (name: string, given: Value | undefined): boolean => mayFetch(name) && IS_ADDRESS.test(given?.text ?? '');

const FETCHES_BY_NAME = /(?:^|\.)(?:(?:get|fetch|load|download|retrieve|request|open|read|pull|cat|curl|scrape)(?:_\w+)?|\w*(?:download|fetch|retrieve|open_?url|url_?open)\w*)$/i;

/** True for a function of some library that is called as what fetches, and is given an address to do so: there are more of them than anybody can name. */
export const fetchesByName = ({ name, args, named }: EvaluatedCall): boolean =>
  name.includes('.') && FETCHES_BY_NAME.test(name) && [named.get('url'), named.get('origin'), ...args.slice(0, 2)].some((given) => IS_ADDRESS.test(given?.text ?? ''));

const OF_THE_SYSTEM = /^logging\.handlers\.(?:SysLog|Socket|Datagram)Handler$/;

/** True for a handler that sends records to another machine; those for the system's own log do so only where one is named. */
export function leavesMachineBy({ name, args, named }: EvaluatedCall): boolean {
  if (!OF_THE_SYSTEM.test(name)) return true;
  const address = args[0] ?? named.get('address') ?? named.get('host');
  const host = address?.text ?? address?.items?.[0]?.text ?? null;
  return host !== null && host !== '' && !host.startsWith('/') && !addressTraits(host).has('local-host');
}
