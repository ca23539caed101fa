import { UNKNOWN, changed, mixed, type Value } from '../../fold/value.js';
import { childAs, nameOf, textOf, type SyntaxNode } from '../../syntax/node.js';
import { evaluateArguments, tellsOrigins } from '../arguments.js';
import { attributeOf, isLocal } from '../attributes.js';
import { noteHook } from '../binding/bind.js';
import { withBound } from '../calls/bound.js';
import { noteDataFiles } from '../calls/data-files.js';
import { movedBytes, movedLetters } from '../calls/letters.js';
import { noteCopies } from '../calls/mail-copies.js';
import { noteRemoteCode } from '../calls/remote-code.js';
import { addsTo, setsCookie, addTo, lengthen } from '../containers.js';
import { takeFilled } from '../filled-arguments.js';
import { evaluateCall } from '../evaluate-call.js';
import { findFunction } from '../functions.js';
import { madeUp } from '../made-up.js';
import type { Handlers, Run, Scope } from '../run.js';
import { noteReadingCall } from '../script-arguments.js';
import { callSpecial, isObject, ITERATES } from '../special-methods.js';
import { addTool } from '../toolbox.js';

// What puts entries into a dict, whichever they are.
const FILLS_DICT: ReadonlySet<string> = new Set(['update', 'setdefault', '__setitem__', '__ior__']);

const SETS_HEADER = /^add_(?:unredirected_)?header$/;

/** What an object holds after such a method: what a request has in its headers says nothing of where it goes. */
const heldOf = (method: string, given: Value): Value => (SETS_HEADER.test(method) ? changed(given, { origins: given.origins.filter(({ kind }) => kind !== 'hidden') }) : given);

const OF_LIBRARY = /^(?:ctypes\.)?(?:windll|cdll|oledll|WinDLL|CDLL)\b/;
const POINTS = /(?:^|\.)(?:byref|pointer)\s*\(/;

/** `function(byref(result))`: functions of C put what they give into what is handed to them for it. */
function fillOutputs(node: SyntaxNode, value: Value, where: { readonly scope: Scope; readonly run: Run }): void {
  for (const part of childAs(node, 'arguments')?.children ?? []) {
    const [given] = part.type === 'call' && POINTS.test(textOf(part).slice(0, LONGEST_WRITTEN)) ? (childAs(part, 'arguments')?.children ?? []) : [];
    if (given) addTo(given, value, where);
  }
}

// What is read stays in the object that reads it.
const KEEPS_READ = /^configparser\.(?:Raw)?ConfigParser\(\)\.read(?:_string)?$/;

/** Settings may come from an address that a user has chosen. */
const ofPackage = (value: Value): Value => changed(value, { origins: value.origins.filter(({ kind }) => kind !== 'network') });

function call(node: SyntaxNode, scope: Scope, run: Run): Value {
  const target = childAs(node, 'function');
  if (!target) return UNKNOWN;
  const objectNode = target.type === 'attribute' ? childAs(target, 'object') : null;
  const methodNode = target.type === 'attribute' ? childAs(target, 'attribute') : null;
  const method = methodNode ? nameOf(methodNode) : '';
  const object = objectNode ? run.evaluate(objectNode, scope) : null;
  const asked = object && methodNode ? attributeOf(object, method, { line: target.line, run }) : run.evaluate(target, scope);
  const callee = (object !== null && isObject(object) ? madeUp(asked, method, { holder: object, scope, line: node.line, run }) : null) ?? asked;
  const given = evaluateArguments(node, callee.name ?? '', { scope, run });
  given.named.forEach((value, name) => noteHook(name, value, run));
  if (objectNode && tellsOrigins(given) && (addsTo(method) || setsCookie(objectNode, method)) && !(isLocal(callee) && findFunction(callee.name ?? '', run))) addTo(objectNode, heldOf(method, mixed([...given.args, ...given.named.values()])), { scope, run });
  if (object !== null && FILLS_DICT.has(method)) addTool(object, null, { value: mixed([...given.args, ...given.named.values()]), run });
  if (objectNode) lengthen(objectNode, method, { given: given.args, scope, run });
  const args = callee.bound.length === 0 ? given.args : [...callee.bound, ...given.args];
  const evaluated = { name: callee.name ?? '', callee, object, method, args, named: withBound(callee, given.named), line: node.line, scope };
  if (run.runs === 'install' && callee.bound.length === 0) noteReadingCall(evaluated, { object: objectNode, given: childAs(node, 'arguments')?.children ?? [] }, run);
  if (run.runs === 'install') noteDataFiles(evaluated, run);
  noteCopies(evaluated, run);
  noteRemoteCode(evaluated, childAs(node, 'arguments')?.children ?? [], run);
  const value = evaluateCall(evaluated, run);
  takeFilled(evaluated, childAs(node, 'arguments')?.children ?? [], run);
  // In `[*made()]` the grammar takes the star for a part of what is called.
  if (target.type === 'list_splat') callSpecial(value, ITERATES, { call: { args: [], from: scope.owner, line: node.line }, run });
  if (value.origins.length > 0 && OF_LIBRARY.test(evaluated.name)) fillOutputs(node, value, { scope, run });
  if (objectNode && method.startsWith('read') && KEEPS_READ.test(callee.name ?? '')) addTo(objectNode, ofPackage(value), { scope, run });
  if ((callee.name === 'bytes' || callee.name === 'bytearray') && value.text === null) return movedBytes(value, node);
  return callee.name === 'chr' || callee.name === 'unichr' ? movedLetters(value, textOf(node).slice(0, LONGEST_WRITTEN), node.line) : value;
}

const LONGEST_WRITTEN = 300;

export const CALLS: Handlers = { call };
