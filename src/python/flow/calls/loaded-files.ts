import { UNKNOWN, changed, namedValue, type Origin, type Value } from '../../fold/value.js';
import { FILE_RUNNERS } from '../../vocabulary/code.js';
import type { EvaluatedCall } from '../call.js';
import type { Run } from '../run.js';
import { contentOf, placeKeys } from './file-content.js';
import { arrive } from './record.js';
import { noteFarPlace } from './ways-in.js';

/** Code out of a file: which file that is counts, and what was put into it before. */
export function noteLoadedFile(call: EvaluatedCall, run: Run): void {
  const [index, keyword] = FILE_RUNNERS.get(call.name) ?? [0, ''];
  const path = call.named.get(keyword) ?? call.args[index];
  if (path === undefined) return;
  noteFarPlace(call, path, run);
  arrive(call, 'exec', { data: [changed(UNKNOWN, { keys: placeKeys(path) })], text: path.text, run });
}

const LOADS_PYTHON = /^(?:zipimport\.zipimporter$|importlib\.|imp\.load_(?:source|compiled)$)/;
// A folder, or an archive of modules: one that is called like data is none that anybody would look into.
const ADDS_PLACE = /^sys\.path\.(?:insert|append)$|^site\.addsitedir$/;
const IS_LIBRARY = /\.(?:so|dll|pyd|dylib)$/i;

/** True for a call that loads Python out of a file, or looks for it in a folder from then on. */
export const loadsShipped = (name: string): boolean => LOADS_PYTHON.test(name) || ADDS_PLACE.test(name);

const LOADS_COMPILED = /^(?:importlib\.machinery\.SourcelessFileLoader|imp\.load_compiled)$/;
const LONGEST_NAME = 300;
const LAST_PART = /[^\\/{}]+\.(?!py[co]$)\w+$/i;

/** Byte code is told from other files by its suffix; under another one it is there to be passed over. */
function compiledAs(call: EvaluatedCall, text: string): readonly Origin[] {
  const [name] = LOADS_COMPILED.test(call.name) ? (LAST_PART.exec(text.slice(-LONGEST_NAME)) ?? []) : [];
  return name === undefined ? [] : [{ kind: 'shipped', name, line: call.line, steps: [] }];
}

/** Code out of a file that the package brings under a name of data. */
export function noteShipped(call: EvaluatedCall, run: Run): void {
  const [index, keyword] = FILE_RUNNERS.get(call.name) ?? [0, 'archivepath'];
  const path = call.named.get(keyword) ?? call.args[index];
  const origins = path?.text && !IS_LIBRARY.test(path.text) ? [...contentOf(call, path).origins.filter(({ kind }) => kind === 'shipped'), ...compiledAs(call, path.text)] : [];
  if (origins.length > 0) arrive(call, 'exec', { data: [changed(UNKNOWN, { origins })], text: null, run });
}

/** Opens a library of Windows by its name. */
export const OPENS_LIBRARY = /^ctypes\.(?:WinDLL|OleDLL|windll\.LoadLibrary)$/;

/** `WinDLL("kernel32")` is `windll.kernel32`. */
export function openedLibrary({ name, args: [library] }: EvaluatedCall): Value {
  return library?.text ? namedValue(`ctypes.windll.${library.text.replace(/\.dll$/i, '').toLowerCase()}`) : namedValue(`${name}()`);
}
