import { HOLE, changed, either, type Value } from '../../fold/value.js';
import { LOCAL, type Scope } from '../run.js';

const MOST_KEYS = 6;

const withKey = (key: string, keys: readonly string[]): readonly string[] => (keys.length === 0 ? [key] : [key, ...keys.filter((other) => other !== key)].slice(0, MOST_KEYS));

// A path of a folder and a name that are both unknown has a text that tells it from no other.
const LEAST_TOLD = 4;
// Says enough, whatever it consists of.
const LONG = 10_000;

const isTold = (text: string | null): boolean => text !== null && !(text.length < LONG && text.includes(HOLE) && text.replaceAll(HOLE, '').length < LEAST_TOLD);

// What each Python 3 has: the stand-in of a file for it is never taken.
const ALWAYS_THERE = /^(?:functools\.(?:wraps|lru_cache|partial|total_ordering|reduce|update_wrapper|singledispatch|cmp_to_key)|contextlib\.(?:contextmanager|closing|suppress)|abc\.(?:abstractmethod|ABC|ABCMeta)|shlex\.quote|shutil\.which|inspect\.signature|collections\.(?:OrderedDict|namedtuple|defaultdict|Counter|deque))$/;

function put(name: string, value: Value, { home, scope }: { readonly home: Scope; readonly scope: Scope }): void {
  const before = home.names.get(name);
  if (scope.isWithoutImport && ALWAYS_THERE.test(before?.name ?? '')) return;
  home.names.set(name, scope.branches > 0 || home !== scope ? either(before, value) : value);
}

/** Gives a module to a name that tells no file from another. */
export const bindModule = (name: string, module: Value, scope: Scope): void => put(name, module, { home: scope.lent.get(name) ?? scope, scope });

/** Gives a value to a name. Values that are not known get the variable as a key, so that they can be recognised. */
export function bindName(name: string, value: Value, scope: Scope): void {
  const home = scope.lent.get(name) ?? scope;
  const isPlace = value.name === null || !value.name.startsWith(LOCAL);
  const keyed = isPlace && !isTold(value.text) ? changed(value, { keys: withKey(`${home.owner}:${name}`, value.keys) }) : value;
  put(name, keyed, { home, scope });
}
