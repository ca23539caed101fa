import { from, HOLE, mixed, namedValue, textValue, UNKNOWN, type Value } from '../fold/value.js';
import { decodedText } from '../fold/decode.js';
import { joined, textMethod } from '../fold/text-methods.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { canonicalName } from '../vocabulary/canonical.js';
import { DECODERS, HIDING_CODECS, IMPORTERS, MIRROR_CODEC, RUNNERS } from '../vocabulary/code.js';
import { OBSERVERS, readsClipboard } from '../vocabulary/observation.js';
import { CREDENTIAL_CALLS, HOST_IDENTITY, SEALS } from '../vocabulary/secrets.js';
import { addTo, lengthen, noteHook, setAttribute } from './bind.js';
import type { EvaluatedCall } from './call.js';
import { callFunction, findFunction } from './definitions.js';
import { attributeOf, entryOf, isLocal, marked, variable } from './expressions.js';
import { fileCall } from './files.js';
import { chr, letters } from './letters.js';
import { noteLoads } from './loads.js';
import { natureOf, REQUEST_DATA } from './natures.js';
import { LOCAL, type Handlers, type Run, type Scope } from './run.js';
import { fromOutside } from './outside.js';
import { noteName, sinkCall } from './sinks.js';
import { noteText } from './texts.js';

interface Arguments {
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

const NONE_NAMED: ReadonlyMap<string, Value> = new Map();

function evaluateArguments(node: SyntaxNode, scope: Scope, run: Run): Arguments {
  const list = childAs(node, 'arguments');
  if (!list) return { args: [], named: NONE_NAMED };
  if (list.type === 'generator_expression') return { args: [run.evaluate(list, scope)], named: NONE_NAMED };
  const args: Value[] = [];
  let named: Map<string, Value> | null = null;
  for (const part of list.children) {
    const name = part.type === 'keyword_argument' ? childAs(part, 'name') : null;
    const value = name ? childAs(part, 'value') : part;
    const result = value ? run.evaluate(value, scope) : UNKNOWN;
    if (name) (named ??= new Map()).set(nameOf(name), result);
    else if (part.type === 'list_splat') args.push(...(result.items ?? [result]));
    else args.push(result);
  }
  return { args, named: named ?? NONE_NAMED };
}

const allValues = (call: EvaluatedCall): readonly Value[] => (call.named.size === 0 ? call.args : [...call.args, ...call.named.values()]);

/** A signature or an address made with a key does not tell the key. */
function sealed(call: EvaluatedCall, value: Value): Value {
  if (value.origins.length === 0 || !SEALS.test(call.method || call.name)) return value;
  return { ...value, origins: value.origins.filter(({ kind }) => kind !== 'parameter') };
}

/** What a call of something unknown gives: made of what went in. */
function unknownResult(call: EvaluatedCall, run: Run): Value {
  const result = sealed(call, mixed([call.callee, ...allValues(call)]));
  return call.name === '' ? result : fromOutside({ ...namedValue(`${call.name}()`), origins: result.origins, keys: result.keys }, call.line, run);
}

/** `getattr`, `__import__`, `globals` and the like: names that are put together at run time. */
function dynamicName(call: EvaluatedCall, run: Run): Value | null {
  const [first, second] = call.args;
  if (call.name === 'getattr' && first?.name && !isLocal(first) && second && second.origins.length > 0) noteName(call, second, run);
  if (IMPORTERS.has(call.name) && first && first.origins.length > 0) noteName(call, first, run);
  if (call.name === 'getattr' && first && second?.text) return attributeOf(first, second.text, { line: call.line, run });
  if (call.method === '__getattribute__' && call.object && first?.text) return attributeOf(call.object, first.text, { line: call.line, run });
  if (IMPORTERS.has(call.name) && first?.text && !first.text.includes(HOLE)) {
    run.recording.imports.push({ name: first.text, line: call.line, owner: call.scope.owner });
    // __import__('a.b') gives a, import_module('a.b') gives a.b.
    return namedValue(canonicalName(call.name === '__import__' ? (first.text.split('.')[0] ?? '') : first.text));
  }
  if (call.object && /^(?:get|pop|setdefault|__getitem__)$/.test(call.method)) return entryOf(call.object, first, { scope: call.scope, line: call.line, run });
  if (call.name === 'setattr' && first?.name && second?.text && call.args[2]) setAttribute(first, second.text, { value: call.args[2], line: call.line, scope: call.scope, run });
  if (call.name === 'vars' && first?.name) return namedValue(`${first.name}.__dict__`);
  if (call.name === 'operator.attrgetter' && first?.text) return { ...namedValue('operator.attrgetter()'), text: first.text };
  if (call.name === 'operator.attrgetter()' && first && call.callee.text !== null) return attributeOf(first, call.callee.text, { line: call.line, run });
  return null;
}

function localCall(call: EvaluatedCall, run: Run): Value | null {
  if (!isLocal(call.callee)) return null;
  const given = { args: call.args, named: call.named, from: call.scope.owner, line: call.line };
  const info = findFunction(call.name, run);
  const isMethod = call.name.includes('.') && call.object?.name?.startsWith(LOCAL) === true;
  if (info) return callFunction(info, { ...given, isMethod }, run);
  const key = call.name.slice(LOCAL.length);
  if (!run.classes.has(key)) return null;
  for (const method of ['__init__', '__new__', '__call__']) {
    const constructor = findFunction(`${LOCAL}${key}.${method}`, run);
    if (constructor && method !== '__call__') callFunction(constructor, { ...given, isMethod: true }, run);
  }
  return namedValue(`${call.name}()`);
}

/** Functions that are handed over to be called: threads, `map`, `atexit`. */
function runnerCall(call: EvaluatedCall, run: Run): Value | null {
  const keyword = RUNNERS[call.name];
  if (keyword === undefined) return null;
  const target = (keyword === null ? undefined : call.named.get(keyword)) ?? call.args[call.name.endsWith('Timer') ? 1 : 0];
  if (!target?.name) return null;
  const given = keyword === null ? call.args.slice(1) : (call.named.get('args')?.items ?? call.args.slice(2));
  const elements = /map$|^filter$/.test(call.name) ? given.map((list) => list.items?.[0] ?? mixed([list])) : given;
  return evaluateCall({ ...call, name: target.name, callee: target, object: null, method: '', args: [...target.bound, ...elements], named: new Map() }, run);
}

function partialCall(call: EvaluatedCall): Value | null {
  const [target, ...bound] = call.args;
  return call.name === 'functools.partial' && target?.name ? { ...target, bound: [...target.bound, ...bound] } : null;
}

// Methods that make text out of what no reader can read, whatever their object is called.
const WORDLESS: ReadonlySet<string> = new Set(['decrypt', 'to_bytes', 'translate']);

const isDecoder = (call: EvaluatedCall): boolean =>
  DECODERS.has(call.name) || (call.object !== null && WORDLESS.has(call.method)) || (call.method === 'decode' && HIDING_CODECS.test(call.args[0]?.text ?? '')) || (call.method === 'encode' && MIRROR_CODEC.test(call.args[0]?.text ?? ''));

/** The codec stands in the name of the call, or is what `decode` and `codecs.decode` are given. */
function decodedValue(call: EvaluatedCall, run: Run): Value {
  const isMethod = !DECODERS.has(call.name);
  const coded = isMethod ? call.object : call.args[0];
  const codec = isMethod || call.name === 'codecs.decode' ? (call.args[isMethod ? 0 : 1]?.text ?? '') : call.name;
  const text = coded?.text === null || coded?.text === undefined ? null : decodedText(codec, coded.text);
  const origin = { name: call.name === '' ? `.${call.method}` : call.name, line: call.line };
  const value = from(mixed([call.callee, ...allValues(call)]), { kind: 'decoder', ...origin });
  return text === null ? value : noteText(marked({ ...from(value, { kind: 'hidden', ...origin }), text }, call.line), call.line, run);
}

function observed(call: EvaluatedCall, ingredients: Value, run: Run): Value {
  if (readsClipboard(call.name)) run.recording.calls.push({ kind: 'clipboard-read', name: call.name, line: call.line, owner: call.scope.owner, text: null });
  return from({ ...namedValue(`${call.name}()`), origins: ingredients.origins }, { kind: 'observation', name: call.name, line: call.line });
}

function sourceCall(call: EvaluatedCall, run: Run): Value | null {
  if (isDecoder(call)) return decodedValue(call, run);
  if (!natureOf(call.name, run).isSource) return null;
  const ingredients = mixed([call.callee, ...allValues(call)]);
  const origin = { name: call.name === '' ? `.${call.method}` : call.name, line: call.line };
  if (OBSERVERS.has(call.name)) return observed(call, ingredients, run);
  if (CREDENTIAL_CALLS.test(call.name)) return from({ ...namedValue(`${call.name}()`), origins: ingredients.origins }, { kind: 'credentials', ...origin });
  if (REQUEST_DATA.test(call.name)) return from(ingredients, { kind: 'network', ...origin });
  if (HOST_IDENTITY.has(call.name)) return from({ ...namedValue(`${call.name}()`), origins: ingredients.origins }, { kind: 'host', ...origin });
  return variable(call.args[0], { ...UNKNOWN, text: call.args[1]?.text ?? null }, call.line);
}

const reversedText = (value: Value): Value => ({ ...value, name: null, text: value.text === null ? null : Array.from(value.text).toReversed().join(''), items: value.items?.toReversed() ?? null });

/** Results that say nothing about the content of the argument. */
const FORGETS = new Set(['len', 'isinstance', 'issubclass', 'hasattr', 'bool', 'type', 'id', 'callable', 'hash', 'print', 'super', 'range']);
const KEEPS_TEXT = new Set(['str', 'bytes', 'bytearray', 'os.fspath', 'os.path.expanduser', 'os.path.expandvars', 'os.path.abspath', 'os.path.realpath', 'os.path.normpath', 'pathlib.Path', 'shlex.quote', 'list', 'tuple', 'shlex.split', 'textwrap.dedent']);
const SITE_FOLDERS = /^(?:site\.get(?:user)?sitepackages|sysconfig\.get_path|(?:distutils\.)?sysconfig\.get_python_lib)$/;
const JOINS_PATHS = new Set(['os.path.join', 'pathlib.Path', 'pathlib.PurePath', 'posixpath.join', 'ntpath.join']);

/** Functions and methods that only reshape text. */
function textCall(call: EvaluatedCall): Value | null {
  const [first] = call.args;
  if (FORGETS.has(call.name)) return UNKNOWN;
  if (call.name === 'chr' || call.name === 'unichr') return chr(call);
  if (SITE_FOLDERS.test(call.name)) return { ...textValue('{}/site-packages'), items: call.name.endsWith('getsitepackages') ? [textValue('{}/site-packages')] : null };
  if (call.name === 'reversed' && first) return reversedText(first);
  if (call.name === 'compile') return { ...mixed([first ?? UNKNOWN]), text: first?.text ?? null };
  if (JOINS_PATHS.has(call.name) && call.args.length > 0) return { ...joined(call.args, '/'), name: call.name.startsWith('pathlib') ? `${call.name}()` : null };
  if (call.name === 'urllib.request.Request' || call.name === 'urllib2.Request') return { ...mixed(allValues(call)), text: (first ?? call.named.get('url'))?.text ?? null, name: `${call.name}()` };
  if (call.name === 'importlib.resources.files') return textValue(first?.text?.replaceAll('.', '/') ?? HOLE);
  if (KEEPS_TEXT.has(call.name) && first) return { ...first, name: null };
  return call.object && call.method !== '' ? textMethod(call.method, call.object, call.args) : null;
}

/** The meaning of a call: the first of the readings that applies. */
function evaluateCall(call: EvaluatedCall, run: Run): Value {
  noteLoads(call, run);
  return (
    dynamicName(call, run) ?? localCall(call, run) ?? letters(call) ?? runnerCall(call, run) ?? partialCall(call) ?? sinkCall(call, run) ?? sourceCall(call, run) ?? fileCall(call, run) ?? textCall(call) ?? unknownResult(call, run)
  );
}

const ADDS = new Set(['append', 'extend', 'insert', 'add', 'update', 'write', 'appendleft', 'put', 'setdefault', 'join']);

function call(node: SyntaxNode, scope: Scope, run: Run): Value {
  const target = childAs(node, 'function');
  if (!target) return UNKNOWN;
  const objectNode = target.type === 'attribute' ? childAs(target, 'object') : null;
  const methodNode = target.type === 'attribute' ? childAs(target, 'attribute') : null;
  const method = methodNode ? nameOf(methodNode) : '';
  const object = objectNode ? run.evaluate(objectNode, scope) : null;
  const callee = object && methodNode ? attributeOf(object, method, { line: target.line, run }) : run.evaluate(target, scope);
  const given = evaluateArguments(node, scope, run);
  for (const [name, value] of given.named) noteHook(name, value, run);
  if (objectNode && ADDS.has(method)) addTo(objectNode, mixed([...given.args, ...given.named.values()]), scope);
  if (objectNode) lengthen(objectNode, method, { given: given.args, scope });
  const args = callee.bound.length === 0 ? given.args : [...callee.bound, ...given.args];
  return evaluateCall({ name: callee.name ?? '', callee, object, method, args, named: given.named, line: node.line, scope }, run);
}

export const CALLS: Handlers = { call };
