import { UNKNOWN, changed, from, mixed, namedValue, textValue, type Value } from '../../fold/value.js';
import { RAW_DISK } from '../../vocabulary/paths.js';
import { FILE_READERS, PACKAGE_READERS, PATH_READERS } from '../../vocabulary/secrets.js';
import { archiveCall, isArchiveCall } from './archives.js';
import type { EvaluatedCall } from '../call.js';
import { contentOf, EVERYTHING_BELOW, noteContent, placeKeys } from './file-content.js';
import { typeInto } from './processes/process-calls.js';
import { arrive } from './record.js';
import type { Run } from '../run.js';
import { isSavingCall, saveCall, SAVING_METHODS } from './saves.js';

const OPENERS = new Set(['open', 'io.open', 'codecs.open', 'os.fdopen', 'tempfile.NamedTemporaryFile', 'tempfile.TemporaryFile', 'aiofiles.open', 'anyio.open_file', 'trio.open_file', 'gzip.open', 'bz2.open', 'lzma.open']);
const WRITE_METHODS = new Set(['write', 'writelines', 'writerow', 'writerows', 'writestr', 'write_text', 'write_bytes']);

/** Flags of `os.open` after which something can be written. */
const WRITES_BY_FLAG = /^os\.O_(?:WRONLY|RDWR|CREAT|APPEND|TRUNC)$/;

function isWriteMode(call: EvaluatedCall): boolean {
  const mode = (call.method === 'open' && call.name !== 'os.open' && call.object !== null && !OPENERS.has(call.name) ? call.args[0] : call.args[1]) ?? call.named.get('mode');
  if (call.name === 'os.open') return WRITES_BY_FLAG.test(mode?.name ?? '');
  return call.name.startsWith('tempfile.') || (mode?.text !== undefined && mode.text !== null && /[wax+]/.test(mode.text));
}

// Beside the code, and called in full: the versions in the names of what is fetched are not known here.
const IS_BROUGHT_ARCHIVE = /^(?:\{\}[\\/])?[^{}]+\.(?:zip|tar|tgz|tar\.\w+|7z|whl|egg|pyz|dat|data|bin|png|jpe?g|txt|enc|db|tmp)$/i;

/** True for a file among all that the user has, and for a disk beside its files. */
const isOfUser = (path: Value | undefined): boolean => path?.origins.some(({ kind, name }) => kind === 'secret-path' && name.startsWith(EVERYTHING_BELOW)) === true || (path?.text !== null && path?.text !== undefined && RAW_DISK.test(path.text));

// Known by what it is to Python: it has a text of its own, for commands.
const INTERPRETER = 'sys.executable';

function recordWrite(call: EvaluatedCall, path: Value | undefined, run: Run): void {
  // Who moves files tidies up.
  if (isOfUser(path) && !MOVES_FILE.test(call.name)) run.recording.calls.push({ kind: 'destroy', name: call.name || call.method, line: call.line, owner: call.scope.owner, text: path?.origins.find(({ name }) => name.startsWith(EVERYTHING_BELOW))?.name ?? path?.text ?? null });
  const text = path?.name === INTERPRETER ? INTERPRETER : path?.text;
  if (text) run.recording.calls.push({ kind: 'write', name: call.name || call.method, line: call.line, owner: call.scope.owner, text });
}

const UNPACKS = /^(?:gzip|bz2|lzma)\.open$/;

function opened(call: EvaluatedCall, path: Value | undefined, run: Run): Value {
  if (!isWriteMode(call)) return UNPACKS.test(call.name) ? from(contentOf(call, path), { kind: 'decoder', name: call.name, line: call.line }) : contentOf(call, path);
  recordWrite(call, path, run);
  return changed(namedValue('open()'), { keys: placeKeys(path) });
}

/** An archive that is opened by its path is known by that; the path may have come from elsewhere than what it leads to. One that the package brings is shipped data. */
function archive(call: EvaluatedCall): Value {
  const place = call.args[0] ?? call.named.get('fileobj') ?? UNKNOWN;
  const { text } = place;
  const content = text === null ? mixed([place, call.named.get('fileobj') ?? UNKNOWN]) : UNKNOWN;
  const opened = changed(content, { name: `${call.name}()`, keys: placeKeys(place) });
  return text !== null && !isWriteMode(call) && IS_BROUGHT_ARCHIVE.test(text) ? from(opened, { kind: 'shipped', name: text, line: call.line }) : opened;
}

/** Whatever runs the copy runs what the first file holds. */
function noteCopy(from: Value | undefined, into: Value | undefined, { line, run }: { readonly line: number; readonly run: Run }): void {
  const [of, keys] = [placeKeys(from), placeKeys(into)];
  if (of.length > 0 && keys.length > 0) run.recording.writes.push({ keys, line, origins: [], text: null, of });
}

const OPENS_ARCHIVE = /^(?:zipfile\.ZipFile|tarfile\.open|tarfile\.TarFile)$/;
// A folder of another machine, by the name that it has for Windows.
const IS_SHARE = /^\\\\(?![.?]\\)[\w.-]+\\\w/;
const MOVES_FILE = /^(shutil\.(copy|copy2|copyfile|copytree|move)|os\.(rename|replace|symlink|link))$/;
const SETS_REGISTRY = /^_?winreg\.SetValueEx?$/;
const SETS_CRONTAB = /^crontab\.CronTab\(\)\.(?:new|write)$/;
const MAKES_SHORTCUT = /\.Create[Ss]hort[Cc]ut$|^winshell\.shortcut$/;
const SETS_SERVICE = /^(?:win32serviceutil\.InstallService|win32service\.CreateService)$/;
const SETS_TASK = /\.RegisterTask(?:Definition)?$/;
const OPENS_REGISTRY = /^_?winreg\.(?:Open|Create)Key(?:Ex)?$/;
const MAY_ONLY_READ = /^_?winreg\.(?:KEY_READ|KEY_QUERY_VALUE|KEY_ENUMERATE_SUB_KEYS|KEY_EXECUTE)$/;

/** A key of the registry, which is known by its path to whatever sets a value of it. */
function openedKey(call: EvaluatedCall, run: Run): Value {
  const path = call.args[1] ?? call.named.get('sub_key') ?? UNKNOWN;
  if (!opensToRead(call)) recordWrite(call, path, run);
  return changed(namedValue(`${call.name}()`), { origins: path.origins, text: path.text });
}

/** Unless it is told otherwise, OpenKey opens a key to look into it. */
function opensToRead({ name, args, named }: EvaluatedCall): boolean {
  const access = args[3] ?? named.get('access');
  return /OpenKey/.test(name) && (access === undefined || MAY_ONLY_READ.test(access.name ?? ''));
}

/** A service that starts the very program which makes it, and tells it nothing: what py2exe packs does so when it is asked to; a bare Python would do nothing. */
const isOwnProgram = ({ named }: EvaluatedCall): boolean => named.get('exeName')?.name === 'sys.executable' && !named.has('exeArgs');

/** True for the name of a call that does something with a file, whatever its object. */
export const isFileCall = (name: string): boolean =>
  OPENERS.has(name) || name === 'os.write' || name === 'shutil.copyfileobj' || name === 'shutil.unpack_archive' || OPENS_ARCHIVE.test(name) || isArchiveCall(name) || isSavingCall(name) || MOVES_FILE.test(name) || SETS_REGISTRY.test(name) || SETS_CRONTAB.test(name) || SETS_TASK.test(name) || SETS_SERVICE.test(name) || MAKES_SHORTCUT.test(name) || OPENS_REGISTRY.test(name) || FILE_READERS.has(name) || PACKAGE_READERS.has(name);

/** Methods that may do something with a file, by what their object is. */
export const FILE_METHODS: ReadonlySet<string> = new Set([...WRITE_METHODS, 'extractall', 'extract', ...SAVING_METHODS, ...PATH_READERS]);

/** A file under another name is what it was: what was written to it, and what it holds if the package brings it as data. */
function noteMoved(call: EvaluatedCall, into: Value | undefined, run: Run): void {
  const [source] = call.args;
  noteCopy(source, into, { line: call.line, run });
  const origins = contentOf(call, source).origins.filter(({ kind }) => kind === 'shipped' || kind === 'credentials');
  // The text alone where it is known: variables that it is put together from are those of other files as well.
  const all = placeKeys(into);
  const text = all.filter((key) => key.startsWith('text:'));
  const keys = text.length > 0 ? text : all;
  if (origins.length > 0 && keys.length > 0) run.recording.writes.push({ keys, line: call.line, origins, text: null });
}

const IS_TYPED = /^(?:shell|python)\(\)\.stdin$/;

/** Calls that open, read, write and move files, or null for any other call. */
export function fileCall(call: EvaluatedCall, run: Run): Value | null {
  const { object, method, args, line } = call;
  if (OPENERS.has(call.name) || (call.name === 'os.open' && isWriteMode(call))) return opened(call, args[0] ?? call.named.get('file'), run);
  const packed = archiveCall(call, run);
  if (packed !== null) return packed;
  if (object && IS_TYPED.test(object.name ?? '') && WRITE_METHODS.has(method)) typeInto(call, args, { isPython: object.name === 'python().stdin', run });
  if (object && WRITE_METHODS.has(method) && call.name !== 'os.write' && !isSavingCall(call.name)) {
    if (method.startsWith('write_')) recordWrite(call, object, run);
    noteContent(placeKeys(object), args, { line, run });
    return UNKNOWN;
  }
  if (call.name === 'os.write') {
    noteContent(placeKeys(args[0]), args.slice(1), { line, run });
    return UNKNOWN;
  }
  if (call.name === 'shutil.copyfileobj') {
    noteContent(placeKeys(args[1]), args.slice(0, 1), { line, run });
    return UNKNOWN;
  }
  if (object && (method === 'extractall' || method === 'extract')) {
    const into = args.at(method === 'extract' ? 1 : 0) ?? call.named.get('path');
    noteContent(placeKeys(into), [object], { line, run });
    noteCopy(object, into, { line, run });
  }
  if (OPENS_ARCHIVE.test(call.name)) return archive(call);
  if (call.name === 'shutil.unpack_archive' || MOVES_FILE.test(call.name)) noteMoved(call, args[1] ?? call.named.get('extract_dir'), run);
  if (SETS_CRONTAB.test(call.name)) recordWrite(call, textValue('/var/spool/cron/{}'), run);
  if (SETS_TASK.test(call.name)) recordWrite(call, textValue('C:\\Windows\\System32\\Tasks\\{}'), run);
  if (SETS_SERVICE.test(call.name) && !isOwnProgram(call)) recordWrite(call, textValue('HKLM\\SYSTEM\\CurrentControlSet\\Services\\{}'), run);
  if (MAKES_SHORTCUT.test(call.name)) recordWrite(call, args[0], run);
  saveCall(call, run);
  if (MOVES_FILE.test(call.name)) recordWrite(call, args[1], run);
  if (MOVES_FILE.test(call.name) && IS_SHARE.test(args[1]?.text ?? '')) arrive(call, 'network', { data: [contentOf(call, args[0])], text: null, run });
  if (SETS_REGISTRY.test(call.name)) recordWrite(call, args[0], run);
  if (OPENS_REGISTRY.test(call.name)) return openedKey(call, run);
  if (FILE_READERS.has(call.name)) return contentOf(call, args[0]);
  if (PACKAGE_READERS.has(call.name)) return contentOf(call, args[1]);
  return object && PATH_READERS.has(method) && (object.text !== null || object.keys.length > 0) && !opensElsewhere(call, run) ? pathMethod(call, object, run) : null;
}

/** A method of that name in another module of the package, which may do anything. */
const opensElsewhere = ({ name, method }: EvaluatedCall, { handed, outside }: Run): boolean => method === 'open' && handed !== null && outside(`${name}()`) !== null;

function pathMethod(call: EvaluatedCall, path: Value, run: Run): Value {
  return call.method === 'open' ? opened(call, path, run) : contentOf(call, path);
}
