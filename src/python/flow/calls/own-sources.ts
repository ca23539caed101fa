import { HOLE, changed, from, mixed, namedValue, type Value } from '../../fold/value.js';
import { allValues, type EvaluatedCall } from '../call.js';
import { LOCAL } from '../run.js';

/** What a file holds that runs, beside the code in it, in the words of findings. */
export const OWN_SOURCE = 'its own source';
/** What the index is told about the package. */
export const OWN_METADATA = 'the metadata of the package';

const GIVES_SOURCE = /^(?:inspect\.getsource(?:lines)?|inspect\.getcomments|linecache\.getlines?|tokenize\.open)$/;
const ASKS_LOADER = /^(?:__loader__|__spec__\.loader|pkgutil\.(?:get_loader|find_loader)\(\)|sys\.modules\.__loader__)\.get_(?:data|source)$/;
const GIVES_METADATA = /^(?:importlib[._]metadata\.(?:metadata|distribution|files)|(?:importlib[._]metadata\.)?Distribution\.from_name|pkg_resources\.get_distribution\(\)\.(?:get_metadata(?:_lines)?|get_resource_string))$/;
const GIVES_MESSAGES = /^gettext\.(?:translation|GNUTranslations|find)$/;

// Where no file is that anybody could read.
const GIVES_KEPT: readonly (readonly [RegExp, string])[] = [[GIVES_MESSAGES, 'a catalogue of messages'], [/^_?winreg\.(?:QueryValue(?:Ex)?|EnumValue)$/, 'a value of the registry'], [/^os\.getxattr$/, 'an attribute of a file']];

const isOwn = ({ name }: Value): boolean => name === '__file__' || name?.startsWith(LOCAL) === true;

function sourceOf({ name, args: [first] }: EvaluatedCall): string | null {
  if (ASKS_LOADER.test(name)) return OWN_SOURCE;
  if (GIVES_SOURCE.test(name)) return first !== undefined && isOwn(first) ? OWN_SOURCE : null;
  if (GIVES_METADATA.test(name)) return OWN_METADATA;
  return GIVES_KEPT.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** True for the names of calls that give what the package brings, beside files that are opened by their names. */
export const givesOwn = (name: string): boolean => GIVES_SOURCE.test(name) || ASKS_LOADER.test(name) || GIVES_METADATA.test(name) || GIVES_KEPT.some(([pattern]) => pattern.test(name));

/** The files that can hold a module, or what has such a name in one. */
const filesOf = (name: string): readonly string[] => [name, name.slice(0, Math.max(0, name.lastIndexOf('.')))].filter((module) => module !== '').flatMap((module) => [`${module.replaceAll('.', '/')}.py`, `${module.replaceAll('.', '/')}/__init__.py`]);

/** `inspect.getsource(other)`: what the file of another module holds. */
function sourceOfOther({ name, args: [first] }: EvaluatedCall): Value | null {
  const module = GIVES_SOURCE.test(name) ? (first?.name ?? null) : null;
  return module === null ? null : changed(namedValue(`${name}()`), { keys: filesOf(module).map((file) => `text:${HOLE}/${file}`) });
}

/** What such a call gives; null for any other call. */
export function ownSource(call: EvaluatedCall): Value | null {
  const name = sourceOf(call);
  return name === null ? sourceOfOther(call) : from(mixed([call.callee, ...allValues(call)]), { kind: 'shipped', name, line: call.line });
}
