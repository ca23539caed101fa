import { changed, either, from, namedValue, UNKNOWN, type Value } from '../../fold/value.js';
import { isKnownName } from '../../vocabulary/canonical.js';
import { REQUEST_FOR } from '../../vocabulary/web-requests.js';
import { childAs, nameOf, type SyntaxNode } from '../../syntax/node.js';
import { TOOLBOX } from '../attributes.js';
import { bindName } from '../binding/bind-name.js';
import { choicesIn } from '../choices.js';
import { classKeywords, noteClassMade } from '../class-made.js';
import { fieldsIn, noteFields } from '../fields.js';
import { findFunction, NONE_NAMED } from '../functions.js';
import { noteClass } from '../heirs-in-file.js';
import { noteStarted } from '../inherited-calls.js';
import { keep } from '../kept.js';
import { withoutItself } from '../patches.js';
import { noteFunction } from '../picked-methods.js';
import { takeArguments } from '../take-arguments.js';
import { REQUEST_PARTS, servesRequests } from '../calls/messages.js';
import { LOCAL, newScope, type Run, type Scope } from '../run.js';
import { isObject, isObjectElsewhere } from '../special-methods.js';

/** Methods are found otherwise, but for those that are given something beforehand (`partialmethod`), and what most names stand for means nothing. */
const isWorthKeeping = ({ origins, name, text, items, bound }: Value): boolean => origins.length + bound.length > 0 || text !== null || name?.startsWith(TOOLBOX) === true || (name !== null && !name.startsWith(LOCAL) && isKnownName(name)) || items?.some((item) => item.text !== null || isFunction(item)) === true;

const isFunction = ({ name }: Value): boolean => name !== null && (name.startsWith(LOCAL) || isKnownName(name));

function keepInClass(name: string, attribute: string, { value, run }: { readonly value: Value; readonly run: Run }): void {
  for (const holder of [name, `${name}()`]) keep(run, { holder, attribute }, value);
}

const IS_ENUMERATION = /(?:^|\.)\w*(?:Enum|Flag)$/;

/** A member of an enumeration is an object of its class, and has what it stands for; it is as good as the only object of a class of its own. */
function keepMember(name: string, member: string, { value, run }: { readonly value: Value; readonly run: Run }): void {
  const own = `${name}.${member}`;
  noteClass({ key: own.slice(LOCAL.length), bases: [name] }, run);
  keep(run, { holder: name, attribute: member }, changed(value, { name: `${own}()`, items: null }));
  keep(run, { holder: `${own}()`, attribute: 'value' }, value);
  keep(run, { holder: `${name}()`, attribute: 'value' }, either(run.attributes.get(`${name}().value`), value));
}

export const isMethod = ({ name }: Value): boolean => name?.startsWith(LOCAL) === true;

/** True for an object that is asked what it gives, or takes, in the place of the attribute that it is kept in. */
const standsIn = (value: Value, run: Run): boolean => (isObject(value) && ['__get__', '__set__'].some((method) => findFunction(`${value.name}.${method}`, run) !== null)) || isObjectElsewhere(value, run);

/** A base that is one of several, since a package may be missing, is each of them. */
const basesIn = ({ name }: Value): readonly string[] => (name === null ? [] : (choicesIn(name) ?? [name]));

/** `start = partialmethod(run, "fast")`: a method by another name, which is called with what it was given beforehand. */
function noteBound(key: string, { name, bound, boundNamed }: Value, run: Run): void {
  const info = findFunction(name ?? '', run);
  if (info === null) return;
  noteFunction(key, info, run);
  takeArguments(info, { args: bound, named: boundNamed ?? NONE_NAMED, isMethod: true, line: info.body.node.line }, { run, isLate: !run.pending.has(info.key) });
}

/** Notes what the objects of a class have from its body. The methods of an enumeration are called by its members, whatever those are. */
function keepNames(key: string, names: ReadonlyMap<string, Value>, { bases, run }: { readonly bases: readonly string[]; readonly run: Run }): void {
  const isEnumeration = bases.some((base) => IS_ENUMERATION.test(base));
  const isCalled = isEnumeration && [...names.values()].some(isMethod);
  for (const [attribute, value] of names) if (value.bound.length > 0) noteBound(`${key}.${attribute}`, value, run);
  for (const [attribute, value] of names) if (isWorthKeeping(value) || standsIn(value, run) || (isCalled && !isMethod(value))) (isEnumeration ? keepMember : keepInClass)(`${LOCAL}${key}`, attribute, { value, run });
}

export function classDefinition(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = childAs(node, 'name');
  const body = childAs(node, 'body');
  if (!name) return UNKNOWN;
  const key = nameOf(name);
  const bases = withoutItself((childAs(node, 'superclasses')?.children ?? []).flatMap((base) => basesIn(run.evaluate(base, scope))), key, run);
  const keywords = classKeywords(childAs(node, 'superclasses'), scope, run);
  const metaclass = keywords.get('metaclass')?.name ?? null;
  noteClass({ key, bases, ...(metaclass === null ? {} : { metaclass }) }, run);
  bindName(key, namedValue(`${LOCAL}${key}`), scope);
  if (bases.some(servesRequests)) for (const part of REQUEST_PARTS) run.attributes.set(`${LOCAL}${key}().${part}`, from(UNKNOWN, { kind: 'network', name: `${REQUEST_FOR}${key}`, line: node.line }));
  if (!body) return UNKNOWN;
  const inside = newScope(scope, { kind: 'class', owner: scope.owner, classKey: key });
  run.evaluate(body, inside);
  noteFields(key, fieldsIn(body), run);
  keepNames(key, inside.names, { bases, run });
  noteStarted(key, { bases, from: scope.owner, run });
  noteClassMade(key, { keywords, names: inside.names, line: node.line }, { scope, run });
  return UNKNOWN;
}
