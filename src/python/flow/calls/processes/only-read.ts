import { changed, mergeOrigins, type Origin, type Value } from '../../../fold/value.js';
import { clonesRepository, onlyReads, onlyShows } from '../../../vocabulary/passive-programs.js';
import type { EvaluatedCall } from '../../call.js';
import type { Run } from '../../run.js';
import { placeKeys } from '../file-content.js';
import { arrive } from '../record.js';

// What may make another program of the same name, or of the output a file.
const CHANGES_PROGRAM = ['shell', 'executable', 'env', 'preexec_fn'];
const KEEPS_NO_FILE = /^subprocess\.(?:PIPE|DEVNULL|STDOUT)$/;

const wordsIn = (command: Value | undefined): readonly (string | null)[] => command?.items?.map(({ text }) => text) ?? [];

/** True for a program that only reads the words that it is given, those that are not known as well. */
export function isRead({ name, named }: EvaluatedCall, command: Value | undefined): boolean {
  const output = named.get('stdout');
  return name.startsWith('subprocess.') && !CHANGES_PROGRAM.some((argument) => named.has(argument)) && (output === undefined || KEEPS_NO_FILE.test(output.name ?? '')) && onlyReads(wordsIn(command));
}

const givesOutput = ({ name, named }: EvaluatedCall): boolean => name.endsWith('output') || named.has('stdout') || named.has('capture_output');

const fetched = (values: readonly Value[]): readonly Origin[] => mergeOrigins(values).filter(({ kind }) => kind === 'network');

/** A repository whose address was fetched: what lies in its folder was fetched, too. */
function noteCloned(command: Value | undefined, { line, origins, words, run }: { readonly line: number; readonly origins: readonly Origin[]; readonly words: string | null; readonly run: Run }): void {
  const folder = (command?.items ?? []).slice(2).filter(({ text }) => text?.startsWith('-') !== true)[1];
  const keys = placeKeys(folder);
  if (keys.length > 0) run.recording.writes.push({ keys, line, origins, text: null, by: words ?? '' });
}

/** What was fetched is something to show or to look up for such a program; all else arrives there as anywhere. Of a file it may print what then is run. */
export function arriveRead(call: EvaluatedCall, command: Value | undefined, { values, words, run }: { readonly values: readonly Value[]; readonly words: string | null; readonly run: Run }): void {
  const isFile = !onlyShows(wordsIn(command)) || givesOutput(call);
  const origins = fetched(values);
  const data = values.map((value) => changed(value, { origins: value.origins.filter(({ kind }) => kind !== 'network'), keys: isFile ? value.keys : [] }));
  arrive(call, 'process', { data, text: isFile ? words : null, run });
  if (origins.length > 0 && clonesRepository(wordsIn(command))) noteCloned(command, { line: call.line, origins, words, run });
}
