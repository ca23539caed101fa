import { UNKNOWN } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { noteContent, placeKeys } from './file-content.js';
import type { Run } from '../run.js';

// Which argument is the data that the call writes, and which one is the file.
const WRITERS: ReadonlyMap<string, readonly [data: number, file: number]> = new Map([
  ['json.dump', [0, 1]],
  ['pickle.dump', [0, 1]],
  ['yaml.dump', [0, 1]],
  ['toml.dump', [0, 1]],
  ['numpy.save', [1, 0]],
  ['cv2.imwrite', [1, 0]],
  ['imageio.imwrite', [1, 0]],
  ['soundfile.write', [1, 0]],
  ['scipy.io.wavfile.write', [2, 0]],
  ['mss.tools.to_png', [0, 2]],
]);

/** Methods of pictures, tables and recordings that put them into a file. */
export const SAVING_METHODS: ReadonlySet<string> = new Set(['save', 'savefig', 'to_csv', 'to_json', 'to_excel', 'tofile', 'writeframes']);

/** True for the names of functions that do so with what they are given. */
export const isSavingCall = (name: string): boolean => WRITERS.has(name);

/** Notes what calls of libraries put into a file. */
export function saveCall(call: EvaluatedCall, run: Run): void {
  const { object, method, args, named, line } = call;
  const [data, file] = WRITERS.get(call.name) ?? [null, 0];
  if (data !== null) noteContent(placeKeys(args[file] ?? named.get('output')), [args[data] ?? UNKNOWN], { line, run });
  if (call.name === 'print') noteContent(placeKeys(named.get('file')), args, { line, run });
  if (object && SAVING_METHODS.has(method)) noteContent(placeKeys(args[0]), [object], { line, run });
}
