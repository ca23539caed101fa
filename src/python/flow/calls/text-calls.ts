import { joinedPath } from '../../fold/join-paths.js';
import { dedented, textMethod, textOrHole } from '../../fold/text-methods.js';
import { HOLE, UNKNOWN, changed, from, mixed, textValue, type Value } from '../../fold/value.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { toolsOf } from '../kept.js';
import type { Run } from '../run.js';
import { chr } from './letters.js';
import { startupFolder, tellsFolder } from './shell-folders.js';

const reversedText = (value: Value): Value => changed(value, { name: null, text: value.text === null ? null : Array.from(value.text).toReversed().join(''), items: value.items?.toReversed() ?? null });

/** Results that say nothing about the content of the argument. */
const FORGETS = new Set(['len', 'isinstance', 'issubclass', 'hasattr', 'bool', 'type', 'id', 'callable', 'hash', 'print', 'super', 'range']);
const KEEPS_TEXT = new Set(['str', 'bytes', 'bytearray', 'os.fspath', 'os.path.expanduser', 'os.path.expandvars', 'os.path.abspath', 'os.path.realpath', 'os.path.normpath', 'pathlib.Path', 'shlex.quote', 'shutil.which', 'list', 'tuple', 'shlex.split']);
const DEDENTS = new Set(['textwrap.dedent', 'inspect.cleandoc']);
const SITE_FOLDERS = /^(?:site\.get(?:user)?sitepackages|sysconfig\.get_path|(?:distutils\.)?sysconfig\.get_python_lib)$/;
/** Where other packages lie. */
export const SITE_PACKAGES = '{}/site-packages';
const JOINS_PATHS = new Set(['os.path.join', 'pathlib.Path', 'pathlib.PurePath', 'posixpath.join', 'ntpath.join']);

// By this suffix rules know it, too.
const IS_TABLE = /\.[ct]sv$/i;

// Fields of a table are data as the values of JSON are, whatever the file is called.
const READS_TABLE = new Set(['csv.reader', 'csv.DictReader']);

const PLACES_IN_PACKAGE = new Set(['importlib.resources.path', 'pkg_resources.resource_filename']);

// Words that become one line for a shell.
const JOINS_WORDS = new Set(['shlex.join', 'subprocess.list2cmdline']);

const RESHAPES = new Set(['shlex.join', 'subprocess.list2cmdline', 'string.Template', 'string.Template().substitute', 'string.Template().safe_substitute', 'chr', 'unichr', 'reversed', 'compile', 'urllib.request.Request', 'urllib2.Request', 'importlib.resources.files', 'importlib.resources.path', 'pkg_resources.resource_filename', 'pathlib.Path.home', 'os.path.dirname']);

/** True for the name of a function that only reshapes text, or says nothing about it. */
export const isTextCall = (name: string): boolean => tellsFolder(name) || FORGETS.has(name) || DEDENTS.has(name) || RESHAPES.has(name) || KEEPS_TEXT.has(name) || JOINS_PATHS.has(name) || READS_TABLE.has(name) || SITE_FOLDERS.test(name);

const PLACES = /^r?(?:index|find)$/;
const LEAST_LETTERS = 16;

/** True for a row of letters of which none stands there twice: numbers are written with those, and the place of a letter is what it counts. */
const isAlphabet = (text: string | null): boolean => text !== null && text.length >= LEAST_LETTERS && text.length <= 256 && !/\s/.test(text) && new Set(text).size === text.length;

const TEMPLATE = 'string.Template()';

/** `Template("$a is $b").substitute(a=…)`, or with a dict of the same. */
function substituted(template: Value, call: EvaluatedCall, run: Run): Value {
  const entries = toolsOf(call.args[0], run);
  const text = template.text?.replace(/\$(\$|\{?(\w+)\}?)/g, (_, whole: string, name = '') => (whole === '$' ? '$' : textOrHole(call.named.get(name) ?? entries.get(name)))) ?? null;
  return changed(mixed([template, ...allValues(call)]), { text });
}

/** `"{a} is {b}".format_map(dict)` */
const mappedInto = (template: Value, dict: Value, run: Run): Value => {
  const filled = textMethod('format', template, { args: [], named: toolsOf(dict, run) });
  return changed(mixed([template, dict]), { text: filled?.text ?? null });
};

/** Functions and methods that only reshape text. */
export function textCall(call: EvaluatedCall, run: Run): Value | null {
  const [first] = call.args;
  if (FORGETS.has(call.name)) return UNKNOWN;
  if (call.name === 'chr' || call.name === 'unichr') return chr(call);
  const startup = startupFolder(call);
  if (startup !== null) return startup;
  if (SITE_FOLDERS.test(call.name)) return changed(textValue(SITE_PACKAGES), { items: call.name.endsWith('getsitepackages') ? [textValue(SITE_PACKAGES)] : null });
  if (call.name === 'pathlib.Path.home') return changed(textValue('~'), { name: 'pathlib.Path()' });
  if (call.name === 'os.path.dirname' && first?.text?.startsWith(SITE_PACKAGES)) return changed(first, { name: null, text: first.text.slice(0, Math.max(SITE_PACKAGES.length, first.text.lastIndexOf('/'))) });
  if (READS_TABLE.has(call.name)) return changed(UNKNOWN, { origins: mixed(allValues(call)).origins.filter(({ kind, name }) => kind !== 'shipped' || IS_TABLE.test(name)) });
  if (JOINS_WORDS.has(call.name)) return changed(mixed(allValues(call)), { text: first?.items?.map(textOrHole).join(' ') ?? null });
  if (call.name === 'string.Template') return changed(first ?? UNKNOWN, { name: TEMPLATE });
  if (call.object?.name === TEMPLATE && /^(?:safe_)?substitute$/.test(call.method)) return substituted(call.object, call, run);
  if (call.method === 'format_map' && call.object?.text && first) return mappedInto(call.object, first, run);
  if (call.name === 'reversed' && first) return reversedText(first);
  if (call.name === 'compile') return changed(mixed([first ?? UNKNOWN]), { text: first?.text ?? null });
  if (JOINS_PATHS.has(call.name) && call.args.length > 0) return changed(joinedPath(call.args), { name: call.name.startsWith('pathlib') ? `${call.name}()` : null });
  if (call.name === 'urllib.request.Request' || call.name === 'urllib2.Request') return changed(mixed(allValues(call)), { text: (first ?? call.named.get('url'))?.text ?? null, name: `${call.name}()` });
  if (PLACES_IN_PACKAGE.has(call.name)) return textValue(`${HOLE}/${call.args[1]?.text ?? HOLE}`);
  if (call.name === 'importlib.resources.files') return textValue(first?.text?.replaceAll('.', '/') ?? HOLE);
  if (DEDENTS.has(call.name) && first) return dedented(first);
  if (KEEPS_TEXT.has(call.name) && first) return changed(first, { name: first.name === '__file__' && call.name !== 'str' ? first.name : null });
  if (call.method === 'replace' && call.object?.name === '__file__' && call.args[1]?.text?.startsWith('.')) return textValue(`${HOLE}${call.args[1].text}`);
  if (call.method === 'joinpath' && call.object && call.object.text !== null) return changed(joinedPath([call.object, ...call.args]), { name: call.object.name });
  if (call.object && PLACES.test(call.method) && isAlphabet(call.object.text) && first && first.text === null) return from(mixed([first]), { kind: 'decoder', name: 'shifted letters', line: call.line });
  return call.object && call.method !== '' ? textMethod(call.method, call.object, call) : null;
}
