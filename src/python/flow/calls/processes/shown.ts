import { HOLE, UNKNOWN, changed, type Origin, type Value } from '../../../fold/value.js';
import { fetchedFileIndex } from '../../../vocabulary/network/call-arguments.js';
import { isOpenerCommand, isPage, opensAddress } from '../../../vocabulary/openers.js';
import type { EvaluatedCall } from '../../call.js';
import { arrive } from '../record.js';
import { filesIn } from '../../../when/files-in.js';
import type { Run } from '../../run.js';

/** True where what is given is shown by a program that somebody has for it. A shell reads a line before any program does. */
export function isShown({ name, named }: EvaluatedCall, command: Value | undefined): boolean {
  if (opensAddress(name)) return true;
  return name.startsWith('subprocess.') && !named.has('shell') && !named.has('executable') && isOpenerCommand((command?.items ?? []).map(({ text }) => text));
}

const IS_SECRET: ReadonlySet<string> = new Set(['credentials', 'environment', 'observation', 'key']);
const NAMES_HOST = /\bhttps?:\/\/[\w-]/;

/** What an address that is opened tells its owner. A tool that opens its own page there names the machine in it. */
const carried = (address: string, values: readonly Value[]): readonly Value[] =>
  values.map((value) => changed(UNKNOWN, { origins: value.origins.filter(({ kind }) => IS_SECRET.has(kind) || (kind === 'host' && NAMES_HOST.test(address))) }));

// An address that was fetched is opened there like any other; a name under which something was kept can be one of a program.
const isNoAddress = ({ kind, name }: Origin): boolean => kind !== 'network' || fetchedFileIndex(name) !== null;

const shown = (values: readonly Value[]): readonly Value[] => values.map((value) => changed(value, { origins: value.origins.filter(isNoAddress) }));

/** What is opened where it lies, by its name or by the names of the files that it can be. */
function isOpenedPage(words: string | null, values: readonly Value[]): boolean {
  const place = words?.split(/\s+/).at(-1) ?? '';
  if (place.replaceAll(HOLE, '') !== '') return isPage(place);
  const files = filesIn(values.flatMap(({ keys }) => keys));
  return files.length > 0 && files.every(isPage);
}

/** A page is shown, whatever has been put into its file. */
export function arriveShown(call: EvaluatedCall, values: readonly Value[], { words, run }: { readonly words: string | null; readonly run: Run }): void {
  const isFile = !isOpenedPage(words, values);
  const data = shown(values);
  arrive(call, 'process', { data: isFile ? data : data.map((value) => changed(value, { keys: [] })), text: isFile ? words : null, run });
  arrive(call, 'network', { data: carried(words ?? '', values), text: null, run });
}
