import { makesClasses } from '../heirs-in-file.js';
import { changed, either, from, namedValue, UNKNOWN, type Value } from '../../fold/value.js';
import { isKnownName } from '../../vocabulary/canonical.js';
import { handsRequests, RECEIVES, WEB_REQUEST } from '../../vocabulary/web-requests.js';
import { isCertificate, isForWallets, isSigningKey, openingWallets, takesSecret } from '../../vocabulary/secrets.js';
import { childAs, nameOf, textOf, type SyntaxNode } from '../../syntax/node.js';
import { oncePerNode } from '../../syntax/once.js';
import { bindName } from '../binding/bind-name.js';
import { parameterNames, requiredParameters, restParameters, NONE_NAMED } from '../functions.js';
import { noteFunction } from '../picked-methods.js';
import { selfOf } from '../own-content.js';
import { takeArguments } from '../take-arguments.js';
import { noteHandlerMethod } from '../calls/messages.js';
import { noteHookMethod } from '../calls/replaces.js';
import { recorded } from '../short-code.js';
import { LOCAL, newScope, readPending, TOP, type FunctionInfo, type Handlers, type Run, type Scope } from '../run.js';
import { decoratedDefinition } from './decorators.js';
import { classDefinition } from './classes.js';
import { evaluateAnnotation } from '../written-annotations.js';

const LONGEST_CONSTANT = 2_000;

/** A text that comes from nowhere else, as it stands there. */
const isConstant = ({ text, origins }: Value): boolean => text !== null && text !== '' && text.length <= LONGEST_CONSTANT && origins.length === 0;

/** Defaults and annotations run where the function is defined. Gives those defaults that tell something. */
function evaluateSignature(node: SyntaxNode, scope: Scope, run: Run): ReadonlyMap<string, Value> {
  let defaults: Map<string, Value> | null = null;
  for (const parameter of childAs(node, 'parameters')?.children ?? []) {
    for (const part of parameter.children) {
      if (part.field !== 'value' && part.field !== 'type') continue;
      if (part.field === 'type') {
        evaluateAnnotation(part, scope, run);
        continue;
      }
      const value = run.evaluate(part, scope);
      const name = childAs(parameter, 'name');
      if (name && (value.origins.length > 0 || isConstant(value) || (value.name !== null && isKnownName(value.name)))) (defaults ??= new Map()).set(nameOf(name), value);
    }
  }
  const returns = childAs(node, 'return_type');
  if (returns) evaluateAnnotation(returns, scope, run);
  return defaults ?? NONE_NAMED;
}

function functionInfo(key: string, node: SyntaxNode, run: Run): FunctionInfo {
  const known = run.functions.get(key);
  if (known) return known;
  const info: FunctionInfo = { key, parameters: parameterNames(childAs(node, 'parameters')), rest: restParameters(childAs(node, 'parameters')), values: new Map(), returned: UNKNOWN, defaults: NONE_NAMED, ends: false, body: { read: () => {}, node } };
  noteFunction(key, info, run);
  for (const { args, named } of run.handed?.get(key) ?? []) takeArguments(info, { args, named, isMethod: run.classes.has(key.slice(0, Math.max(0, key.lastIndexOf('.')))), line: node.line }, { run, isLate: false });
  return info;
}

/** The key of a function: its name behind the names of what it is defined in. */
function keyOf(node: SyntaxNode, scope: Scope): string {
  const written = childAs(node, 'name');
  const name = written ? nameOf(written) : `<lambda ${node.start}>`;
  if (scope.kind === 'class' && scope.classKey) return `${scope.classKey}.${name}`;
  return scope.owner === TOP ? name : `${scope.owner}.${name}`;
}

/** What a parameter can be; one that is called like the keys to a wallet is the secret of whoever calls. */
function given(parameter: string, info: FunctionInfo, { line, run }: { readonly line: number; readonly run: Run }): Value {
  const value = info.values.get(parameter) ?? info.defaults.get(parameter) ?? UNKNOWN;
  const replaced = run.patches.get(info.key);
  if (replaced !== undefined) return from(value, { kind: 'parameter', name: `${parameter} of ${replaced}`, line });
  if (parameter === 'request' && run.recording.imports.some(({ name }) => name !== null && handsRequests(name))) return from(value, { kind: 'network', name: WEB_REQUEST, line });
  if (parameter === 'receive' && info.parameters.includes('scope') && info.parameters.includes('send')) return changed(value, { name: RECEIVES });
  const isSecret = (takesSecret(parameter, info.key) && !(isSigningKey(parameter) && asksForCertificate(info.body.node))) || makesWallet(parameter, info, run);
  return isSecret ? from(value, { kind: 'parameter', name: parameter, line }) : value;
}

/** Whoever calls has to give a certificate as well. */
const asksForCertificate = oncePerNode((node) => requiredParameters(node).some(isCertificate));

const putIntoWallets = oncePerNode((node) => openingWallets(node.type === 'function_definition' ? textOf(node) : ''));

/** `def load(key): return Keypair.from_bytes(key)` */
const makesWallet = (parameter: string, { body }: FunctionInfo, { recording }: Run): boolean => putIntoWallets(body.node).has(parameter) && recording.imports.some(({ name }) => isForWallets(name));

function evaluateBody(node: SyntaxNode, scope: Scope, run: Run): FunctionInfo {
  const key = keyOf(node, scope);
  const info = functionInfo(key, node, run);
  readPending(key, run);
  const read = (): void => {
    const before = recorded(run);
    const inside = newScope(scope, { kind: 'function', owner: key, classKey: scope.classKey });
    info.parameters.forEach((parameter, index) => {
      const isSelf = index === 0 && scope.kind === 'class' && scope.classKey !== null && !run.statics.has(key);
      const own = parameter === 'cls' && (run.classMethods.has(key) || !makesClasses(scope.classKey ?? '', run)) ? namedValue(`${LOCAL}${scope.classKey}`) : selfOf(scope.classKey ?? '', run);
      bindName(parameter, isSelf ? own : given(parameter, info, { line: node.line, run }), inside);
    });
    const body = childAs(node, 'body');
    const result = body ? run.evaluate(body, inside) : UNKNOWN;
    if (node.type === 'lambda') info.returned = result;
    if (recorded(run) > before) info.ends = true;
  };
  info.body = { read, node };
  run.pending.set(key, read);
  return info;
}

// Called for what a module has no name of (PEP 562), as soon as somebody asks for that: `from module import name` is enough. The others a notebook calls with its start.
const ASKED_OF_MODULE: ReadonlySet<string> = new Set(['__getattr__', '__dir__', '_load_jupyter_server_extension', 'load_jupyter_server_extension', 'load_ipython_extension']);

/** Methods that a client calls, or whatever sends requests by it. */
function noteCalledByOthers(info: FunctionInfo, bases: readonly string[], where: { readonly line: number; readonly run: Run }): void {
  noteHandlerMethod(info, bases, where);
  noteHookMethod(info.key, bases, where.run);
}

/** What parameters are where nobody gives anything else. */
function takeDefaults(info: FunctionInfo, defaults: ReadonlyMap<string, Value>): void {
  for (const [parameter, given] of defaults) if (!isConstant(given)) info.values.set(parameter, either(info.values.get(parameter), given));
  if (defaults.size > 0) info.defaults = new Map([...defaults].filter(([, given]) => isConstant(given)));
}

function functionDefinition(node: SyntaxNode, scope: Scope, run: Run): Value {
  const defaults = evaluateSignature(node, scope, run);
  const name = childAs(node, 'name');
  const info = evaluateBody(node, scope, run);
  if (scope.kind === 'class' && scope.classKey !== null) noteCalledByOthers(info, run.classes.get(scope.classKey)?.bases ?? [], { line: node.line, run });
  takeDefaults(info, defaults);
  const value = namedValue(`${LOCAL}${info.key}`);
  if (name) bindName(nameOf(name), value, scope);
  if (scope.kind === 'module' && ASKED_OF_MODULE.has(info.key)) run.recording.references.push({ from: scope.owner, to: info.key });
  return value;
}

function lambda(node: SyntaxNode, scope: Scope, run: Run): Value {
  const defaults = evaluateSignature(node, scope, run);
  const info = evaluateBody(node, scope, run);
  takeDefaults(info, defaults);
  return namedValue(`${LOCAL}${info.key}`);
}

export const DEFINITIONS: Handlers = {
  function_definition: functionDefinition,
  lambda,
  class_definition: classDefinition,
  decorated_definition: decoratedDefinition,
};
