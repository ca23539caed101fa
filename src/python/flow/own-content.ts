import { changed, namedValue, type Value } from '../fold/value.js';
import { outsideBase } from './heirs-in-file.js';
import { heldBy, keep } from './kept.js';
import { LOCAL, type Run } from './run.js';

const IS_CONTAINER = /^(?:builtins\.)?(?:dict|list|set|tuple|str|bytes|bytearray|(?:collections\.)?(?:OrderedDict|UserDict|UserList|defaultdict|deque|Counter)|(?:io\.)?(?:BytesIO|StringIO))$/;
const OWN = '<own>';

const isContainer = (key: string, run: Run): boolean => IS_CONTAINER.test(outsideBase(key, run) ?? '');

/** An object that is a dict or a list itself holds what was put into it, also when its own methods ask for it. */
export function keepOwn(object: Value, run: Run): void {
  const { name, origins } = object;
  const key = name?.startsWith(LOCAL) && name.endsWith('()') ? name.slice(LOCAL.length, -2) : null;
  if (key === null || name === null || origins.length === 0 || !isContainer(key, run)) return;
  if (!run.attributes.has(`${name}.${OWN}`)) run.learned = true;
  keep(run, { holder: name, attribute: OWN }, object);
}

/** What `self` is to the methods of a class. */
export function selfOf(key: string, run: Run): Value {
  const instance = namedValue(`${LOCAL}${key}()`);
  return isContainer(key, run) ? changed(instance, { origins: heldBy(instance, run).origins }) : instance;
}
