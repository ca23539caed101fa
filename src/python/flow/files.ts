import { UNKNOWN, changed, namedValue, type Value } from '../fold/value.js';
import { FILE_READERS, PACKAGE_READERS, PATH_READERS } from '../vocabulary/secrets.js';
import { archiveCall, isArchiveCall } from './archives.js';
import type { EvaluatedCall } from './call.js';
import { content, noteContent, placeKeys } from './file-content.js';
import type { Run } from './run.js';
import { isSavingCall, saveCall, SAVING_METHODS } from './saves.js';

const OPENERS = new Set(['open', 'io.open', 'codecs.open', 'os.fdopen', 'tempfile.NamedTemporaryFile', 'tempfile.TemporaryFile', 'gzip.open', 'bz2.open', 'lzma.open']);
const WRITE_METHODS = new Set(['write', 'writelines', 'writerow', 'writerows', 'writestr', 'write_text', 'write_bytes']);

function isWriteMode(call: EvaluatedCall): boolean {
  const mode = (call.method === 'open' && call.name !== 'os.open' && call.object !== null && !OPENERS.has(call.name) ? call.args[0] : call.args[1]) ?? call.named.get('mode');
  return call.name.startsWith('tempfile.') || (mode?.text !== undefined && mode.text !== null && /[wax+]/.test(mode.text));
}

function recordWrite(call: EvaluatedCall, path: Value | undefined, run: Run): void {
  if (path?.text) run.recording.calls.push({ kind: 'write', name: call.name || call.method, line: call.line, owner: call.scope.owner, text: path.text });
}

function opened(call: EvaluatedCall, path: Value | undefined, run: Run): Value {
  if (!isWriteMode(call)) return content(call, path);
  recordWrite(call, path, run);
  return changed(namedValue('open()'), { keys: placeKeys(path) });
}

const MOVES_FILE = /^(shutil\.(copy|copy2|copyfile|move)|os\.(rename|replace|symlink|link))$/;
const SETS_REGISTRY = /^_?winreg\.SetValueEx?$/;
const OPENS_REGISTRY = /^_?winreg\.(?:Open|Create)Key(?:Ex)?$/;

/** What a copy holds is what the file held, which says nothing of its new name. */
function moved(call: EvaluatedCall, run: Run): void {
  const [source, target] = call.args;
  recordWrite(call, target, run);
  const secrets = content(call, source).origins.filter(({ kind }) => kind === 'credentials');
  noteContent(placeKeys(target), [changed(UNKNOWN, { origins: secrets })], { line: call.line, run });
}

/** True for the name of a call that does something with a file, whatever its object. */
export const isFileCall = (name: string): boolean => OPENERS.has(name) || name === 'shutil.copyfileobj' || isArchiveCall(name) || isSavingCall(name) || MOVES_FILE.test(name) || SETS_REGISTRY.test(name) || OPENS_REGISTRY.test(name) || FILE_READERS.has(name) || PACKAGE_READERS.has(name);

/** Methods that may do something with a file, by what their object is. */
export const FILE_METHODS: ReadonlySet<string> = new Set([...WRITE_METHODS, 'extractall', 'extract', ...SAVING_METHODS, ...PATH_READERS]);

/** Calls that open, read, write and move files, or null for any other call. */
export function fileCall(call: EvaluatedCall, run: Run): Value | null {
  const { object, method, args, line } = call;
  if (OPENERS.has(call.name)) return opened(call, args[0] ?? call.named.get('file'), run);
  const archive = archiveCall(call, run);
  if (archive !== null) return archive;
  if (object && WRITE_METHODS.has(method)) {
    if (method.startsWith('write_')) recordWrite(call, object, run);
    noteContent(placeKeys(object), args, { line, run });
    return UNKNOWN;
  }
  if (call.name === 'shutil.copyfileobj') {
    noteContent(placeKeys(args[1]), args.slice(0, 1), { line, run });
    return UNKNOWN;
  }
  if (object && (method === 'extractall' || method === 'extract')) noteContent(placeKeys(args.at(-1) ?? call.named.get('path')), [object], { line, run });
  saveCall(call, run);
  if (MOVES_FILE.test(call.name)) moved(call, run);
  if (SETS_REGISTRY.test(call.name)) recordWrite(call, args[0], run);
  // Opening it is for writing; programs that only look into this key are as good as none.
  if (OPENS_REGISTRY.test(call.name)) recordWrite(call, args[1] ?? call.named.get('sub_key'), run);
  if (FILE_READERS.has(call.name)) return content(call, args[0]);
  if (PACKAGE_READERS.has(call.name)) return content(call, args[1]);
  return object && PATH_READERS.has(method) && (object.text !== null || object.keys.length > 0) ? pathMethod(call, object, run) : null;
}

function pathMethod(call: EvaluatedCall, path: Value, run: Run): Value {
  return call.method === 'open' ? opened(call, path, run) : content(call, path);
}
