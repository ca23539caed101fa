import { TELLING_SCRIPT, type Trait } from '../../../core/facts/source-facts.js';
import { UNKNOWN, changed, from, mixed, namedValue, textValue, type Value } from '../../fold/value.js';
import { commandTraits } from '../../vocabulary/commands.js';
import { isInertScript } from '../../vocabulary/inert-script.js';
import { USER_ROOT } from '../../vocabulary/paths.js';
import { namesSecretPath } from '../../vocabulary/secret-paths.js';
import { WORKING_FOLDER } from '../../vocabulary/secrets.js';
import type { EvaluatedCall } from '../call.js';
import { OWN_SOURCE } from './own-sources.js';
import type { Run } from '../run.js';

const OWN_FILE = '__file__';

// Keyboards, cameras, microphones and screens.
const IS_DEVICE = /^\/dev\/(?:input\/|hidraw|video\d|snd\/pcm|fb\d)/;

const SHORTEST_PATH = 4;

/** Variables and constant text that a path is known by. */
export function placeKeys(path: Value | undefined): readonly string[] {
  if (!path) return [];
  const text = path.text !== null && path.text.replaceAll('{}', '').length >= SHORTEST_PATH ? [`text:${path.text}`] : [];
  return [...text, ...path.keys];
}

// What nobody takes for code; a version or the like is kept in such a file by honest projects, as Python.
const SHIPPED = /^(?!.*(?:version|about|meta|release|info|requirements)[^\\/]*$).*\.(?:txt|dat|data|bin|png|jpe?g|gif|bmp|ico|svg|webp|mp3|wav|mp4|pdf|db|sqlite3?|log|csv|tsv|tmp|bak|enc|typed|css|html?|woff2?|ttf|lock|dll|so|md|json|ya?ml|toml|ini|cfg|xml|npy|npz|rst|po|mo|ogg|flac|webm|avi|otf|hex|b64|asc|cur)$|(?:^|[\\/])(?:PKG-INFO|METADATA|README|LICEN[CS]E|COPYING|CHANGES|CHANGELOG|AUTHORS|NOTICE)$/i;

// Each puts a suffix of its own behind the name.
const OPENS_STORE = /^(?:shelve|dbm(?:\.dumb)?)\.open$/;
const BESIDE_CODE = /^\{\}[\\/]/;

const isShipped = ({ name }: EvaluatedCall, path: string): boolean => SHIPPED.test(path) || (OPENS_STORE.test(name) && BESIDE_CODE.test(path));

const GLOBS = /^glob\.i?glob$/;

const LISTERS = /^(?:os\.(?:listdir|scandir|walk)|i?glob|glob\.i?glob|(?:pathlib\.[\w.()]+\.)?(?:rglob|iterdir|glob))$/;

/** How the origin of such a path begins. */
export const EVERYTHING_BELOW = 'the files below';

// `~/Documents/**/*.docx`
const PATTERN = /(?<=[\\/](?:Desktop|Documents|Downloads|Pictures|OneDrive))[\\/]+\*.*$|(?<![\\/])[\\/]+\*\*[\\/].*$/;

const isUserRoot = (path: Value | undefined): boolean => path?.text !== null && path?.text !== undefined && (USER_ROOT.test(path.text) || (path.text.includes('*') && USER_ROOT.test(path.text.replace(PATTERN, ''))));

/** What a listing goes through: a pattern that begins with a name asks for a part of the folder (`Path.home().glob("Documents/*")`); the name of a file is looked for in all that lies below it by `rglob`. */
function placeListed({ name, method, args }: EvaluatedCall, path: Value | undefined): Value | undefined {
  const pattern = args[0]?.text ?? '*';
  const isPart = name.startsWith('pathlib') && (method === 'glob' || (method === 'rglob' && /[\\/]/.test(pattern))) && !/^[*?{]/.test(pattern);
  return isPart && path?.text !== null && path?.text !== undefined ? changed(textValue(`${path.text}/${pattern}`), { keys: path.keys }) : path;
}

const isWorkingFolder = (path: Value | undefined): boolean => path === undefined || path.name === 'os.getcwd()' || path.name === 'pathlib.Path.cwd()' || path.text === '.' || path.text === './';

/** Whoever goes through all that the user has, and reads it, is after something that is not his. */
function listed(call: EvaluatedCall, path: Value | undefined, name: string): Value {
  return from(changed(namedValue(`${call.name || call.method}()`), { keys: placeKeys(path) }), { kind: 'secret-path', name, line: call.line });
}

/** What the files are called that a pattern asks for: that very pattern, with its signs. Null for all other calls. */
function patternOf({ name, method, args }: EvaluatedCall, path: string): string | null {
  if (GLOBS.test(name)) return path;
  const pattern = /^r?glob$/.test(method) ? (args[0]?.text ?? null) : null;
  return pattern === null ? null : `${path}/${pattern}`;
}

/** What reading a file gives: credentials, if it is one that keeps them. */
export function contentOf(call: EvaluatedCall, path: Value | undefined): Value {
  const ingredients = mixed([call.object ?? UNKNOWN, ...call.args]);
  const secret = [call.object ?? UNKNOWN, ...call.args].flatMap((value) => value.origins).find((origin) => origin.kind === 'secret-path');
  if (LISTERS.test(call.name) || LISTERS.test(call.method)) {
    const place = placeListed(call, path);
    if (isUserRoot(place)) return listed(call, path, `${EVERYTHING_BELOW} ${place?.text}`);
    if (isWorkingFolder(path)) return listed(call, path, WORKING_FOLDER);
  }
  const named = path?.text && namesSecretPath(path.text) ? path.text : secret?.name;
  const result: Value = changed(namedValue(`${call.name || call.method}()`), { origins: ingredients.origins.filter((origin) => origin.kind !== 'secret-path'), keys: placeKeys(path) });
  if (named !== undefined) return from(result, { kind: 'credentials', name: named, line: call.line });
  const pattern = path?.text ? patternOf(call, path.text) : null;
  if (pattern !== null) return changed(result, { items: [changed(textValue(pattern), { origins: result.origins })] });
  if (path?.text && IS_DEVICE.test(path.text)) return from(result, { kind: 'observation', name: path.text, line: call.line });
  if (path?.name === OWN_FILE) return from(result, { kind: 'shipped', name: OWN_SOURCE, line: call.line });
  return path?.text && isShipped(call, path.text) ? from(result, { kind: 'shipped', name: path.text, line: call.line }) : result;
}

// What Python, the shells and Windows' script hosts start with or cannot do without.
const BEGINS_AS_SCRIPT = /^[ \t]*(?:import \w|from [\w.]+ import\b)|^[ \t]*#!|@echo off|\bpowershell\b|CreateObject\(|ActiveXObject\(/im;
const ACTS: readonly Trait[] = ['fetches-and-runs', 'hidden-shell', 'reverse-shell', 'takes-root', 'meddles', 'tells-identity', 'destroys'];

// Programs write all kinds of text; most of it is told from commands by one look.
const MAY_ACT = /https?:|powershell|\/dev\/(?:tcp|udp)|crontab|schtasks|mkfifo|\brm\s+-|\breg\s+add|\bTCPClient\b/i;

// A file of shell commands needs no mark at its beginning: what the commands do tells it.
function isScript(text: string): boolean {
  if (BEGINS_AS_SCRIPT.test(text.slice(0, 4_000))) return !isInertScript(text);
  if (!MAY_ACT.test(text)) return false;
  const traits = commandTraits(text);
  return ACTS.some((trait) => traits.has(trait));
}

const TELLS: readonly Trait[] = ['fetches-and-runs', 'hidden-shell', 'reverse-shell'];

function scriptName(text: string): string {
  const traits = commandTraits(text);
  return TELLS.some((trait) => traits.has(trait)) ? TELLING_SCRIPT : 'a text';
}

/** Notes what a file holds from now on. */
export function noteContent(keys: readonly string[], data: readonly Value[], where: { readonly line: number; readonly run: Run }): void {
  const script = data.find(({ text }) => text !== null && isScript(text));
  const { origins } = mixed(script ? [from(script, { kind: 'script', name: scriptName(script.text ?? ''), line: where.line }), ...data] : data);
  if (keys.length > 0 && origins.length > 0) where.run.recording.writes.push({ keys, line: where.line, origins, text: script?.text ?? null });
}
