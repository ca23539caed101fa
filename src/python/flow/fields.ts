import { changed, mixed, namedValue, textValue, UNKNOWN, type Value } from '../fold/value.js';
import { childAs, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { TOOLBOX } from './attributes.js';
import { allValues, type EvaluatedCall } from './call.js';
import { LOCAL, type Run } from './run.js';
import { together, toolbox } from './toolbox.js';
import { noteClass } from './heirs-in-file.js';

// Behind the name of a class, as no attribute can be called: what its objects keep of what they are made with, in order.
const FIELDS = '.<fields>';

const MADE_FIELD = /^(?:attrs?\s*\.\s*)?(?:ib|attrib|field)\s*\(/;

/** `name: type`, `name: type = default`, `name = attr.ib()` */
function isField(assignment: SyntaxNode): boolean {
  const right = childAs(assignment, 'right');
  return childAs(assignment, 'type') !== null || (right?.type === 'call' && MADE_FIELD.test(textOf(right).slice(0, LONGEST_CALL)));
}

const LONGEST_CALL = 20;

/** The names that a class body only annotates, or gives defaults to: a data class, a tuple or a dict with types is made with a value for each. */
export function fieldsIn(body: SyntaxNode): readonly string[] {
  return body.children.flatMap(({ type, children }) => {
    const [assignment] = type === 'expression_statement' ? children : [];
    const name = assignment?.type === 'assignment' && isField(assignment) ? childAs(assignment, 'left') : null;
    return name?.type === 'identifier' ? [nameOf(name)] : [];
  });
}

/** Notes them. */
export function noteFields(key: string, names: readonly string[], { attributes }: Run): void {
  if (names.length > 0) attributes.set(`${LOCAL}${key}${FIELDS}`, changed(UNKNOWN, { items: names.map(textValue) }));
}

const LONGEST_LINE = 20;

/** The fields of a class of the file, by its canonical name: those that it inherits come first. */
export function fieldsOf(name: string, run: Run, depth = 0): readonly string[] {
  if (depth > LONGEST_LINE) return [];
  const inherited = (run.classes.get(name.slice(LOCAL.length))?.bases ?? []).filter((base) => base.startsWith(LOCAL)).flatMap((base) => fieldsOf(base, run, depth + 1));
  return [...inherited, ...(run.attributes.get(`${name}${FIELDS}`)?.items ?? []).flatMap(({ text }) => text ?? [])];
}

const TUPLE = 'typing.NamedTuple';

/** True for a class whose objects are their fields in turn. */
export const isTuple = (name: string, { classes }: Run): boolean => classes.get(name.slice(LOCAL.length))?.bases.some((base) => base === TUPLE || base.startsWith(`${LOCAL}<record `)) === true;

const MAKES_CLASS = /^(?:collections\.namedtuple|dataclasses\.make_dataclass)$/;
const NAMESPACE = /^(?:dict|collections\.(?:OrderedDict|ChainMap|UserDict)|types\.MappingProxyType|types\.SimpleNamespace|argparse\.Namespace)$/;
// Its lists are filled later, as those of an empty dict are.
const DEFAULT_DICT = 'collections.defaultdict';
const OF_LISTS = /^(?:list|collections\.deque)$/;
const FIELD = /^(?:dataclasses\.field|attr\.ib|attrs?\.field|pydantic\.Field)$/;

/** True for the name of a call that makes such a class, or keeps what it is given under names. */
export const isRecordCall = (name: string): boolean => name === DEFAULT_DICT || MAKES_CLASS.test(name) || NAMESPACE.test(name) || FIELD.test(name);

/** `"name code"`, `["name", "code"]` or `["name", ("code", str)]`. */
const namesIn = (given: Value | undefined): readonly string[] => (given?.text ? given.text.split(/[\s,]+/) : (given?.items ?? []).map((item) => (item.items?.[0] ?? item).text ?? '')).filter((name) => name !== '');

function classOf({ name, args, named, line }: EvaluatedCall, run: Run): Value {
  const key = `<record ${line} ${args[0]?.text?.slice(0, 40) ?? ''}>`;
  noteClass({ key, bases: name.endsWith('namedtuple') ? [TUPLE] : [] }, run);
  noteFields(key, namesIn(args[1] ?? named.get('field_names') ?? named.get('fields')), run);
  return changed(UNKNOWN, { name: `${LOCAL}${key}` });
}

/** `SimpleNamespace(name=value)`, `dict(name=value)`, `dict([("name", value)])`: what is given is found under its name again. */
function namespace(call: EvaluatedCall, run: Run): Value | null {
  const [only, ...more] = call.args;
  if (call.name === DEFAULT_DICT) return OF_LISTS.test(only?.name ?? '') && more.length === 0 ? namedValue(`${TOOLBOX}${call.line} lists>`) : null;
  if (only?.name?.startsWith(TOOLBOX) && more.length === 0 && call.named.size === 0) return only;
  const name = (keys: Iterable<string>): string => `${TOOLBOX}${call.line} ${[...keys].join(' ').slice(0, 60)}>`;
  const several = call.named.size > 0 ? null : together(name(call.args.map((arg) => arg.name ?? '')), { boxes: call.args.toReversed(), run });
  if (several !== null) return several;
  const tools = only === undefined ? call.named : pairsIn(only);
  if (tools === null || tools.size === 0) return null;
  return toolbox(name(tools.keys()), { tools, all: changed(mixed(allValues(call)), { name: `${call.name}()` }) }, run);
}

/** `[("name", value)]` */
function pairsIn({ items }: Value): ReadonlyMap<string, Value> | null {
  const pairs = (items ?? []).map((item): readonly [string | null | undefined, Value | undefined] => [item.items?.[0]?.text, item.items?.[1]]);
  const known = pairs.flatMap(([name, value]) => (name !== null && name !== undefined && value !== undefined ? [[name, value] as const] : []));
  return known.length === pairs.length ? new Map(known) : null;
}

/** Calls that make a class with named fields, an object with named parts, or the default of a field. Null for any other. */
export function recordCall(call: EvaluatedCall, run: Run): Value | null {
  if (MAKES_CLASS.test(call.name)) return classOf(call, run);
  if (NAMESPACE.test(call.name) || call.name === DEFAULT_DICT) return namespace(call, run);
  return FIELD.test(call.name) ? (call.named.get('default') ?? null) : null;
}
