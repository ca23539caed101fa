import { UNKNOWN, changed, mixed, stepped, type Value } from '../fold/value.js';
import { childAs, nameOf, textOf, type SyntaxNode } from '../syntax/node.js';
import { oncePerNode } from '../syntax/once.js';
import { noteFilled } from './filled-parameters.js';
import { keep } from './kept.js';
import { leaveOutside } from './outside.js';
import { entryAsked, lengthenEntry } from './rows-in-dicts.js';
import { LOCAL, lookUp, type Run, type Scope } from './run.js';

interface Where {
  readonly scope: Scope;
  readonly run: Run;
}

// What an object is given by one of its methods, to be handed on by another: lists, mails, requests, archives.
const ADDS: ReadonlySet<string> = new Set(['append', 'extend', 'insert', 'add', 'update', 'write', 'writestr', 'appendleft', 'put', 'put_nowait', 'setdefault', 'join', 'setopt', 'attach', 'feed']);
const ADDS_PART = /^(?:[Aa]dd|[Ss]et|append|attach)(?:_\w+|[A-Z]\w*)$/;

/** True for a method after which its object holds what it was given. */
export const addsTo = (method: string): boolean => ADDS.has(method) || ADDS_PART.test(method);

/** True for one that puts something among the cookies of a client: `session.cookies.set(name, value)`. */
export const setsCookie = (container: SyntaxNode, method: string): boolean => method === 'set' && container.type === 'attribute' && textOf(container).endsWith('.cookies');

// Modules and classes of others hold nothing of what their functions are given.
const holdsNothing = ({ name }: Value): boolean => name !== null && !name.startsWith(LOCAL) && /^[\w.]+$/.test(name);

/** What a list, dict or other container holds from now on: one with a name, one that is kept in an attribute, or what stands in one of these. */
export function addTo(container: SyntaxNode, value: Value, where: Where): void {
  if (value.origins.length === 0) return;
  if (container.type === 'identifier') return addToName(container, value, where);
  if (container.type === 'attribute') return addToAttribute(container, value, where);
  const holder = entryAsked(container)?.dict;
  if (holder) addTo(holder, withoutDecoders(value), where);
}

// Tables within tables are how whole programs are kept, and what is decoded for one entry is not in the others.
const withoutDecoders = (value: Value): Value => changed(value, { origins: value.origins.filter(({ kind }) => kind !== 'decoder') });

// What one thread puts in, another takes out.
const IS_QUEUE = /(?:Queue|deque)\(\)$/;

/** The block that a name belongs to, which functions within it may fill as well. */
function homeOf(name: string, scope: Scope): Scope {
  for (let at: Scope | null = scope; at; at = at.parent) if ((at.kind !== 'class' || at === scope) && at.names.has(name)) return at;
  return scope;
}

function addToName(container: SyntaxNode, value: Value, { scope, run }: Where): void {
  const name = nameOf(container);
  const before = lookUp(name, scope);
  leaveOutside(before.name, value, run);
  noteFilled(name, withoutDecoders(value), { scope, run });
  if (holdsNothing(before)) return;
  const home = scope.lent.get(name) ?? homeOf(name, scope);
  const added = home === scope ? value : withoutDecoders(value);
  const held = changed(before, { origins: mixed([before, stepped(added, () => `put into ${name}`, container.line)]).origins });
  home.names.set(name, held);
  if (home === run.module && (home !== scope || IS_QUEUE.test(before.name ?? ''))) share(name, held, run);
}

/** A list of the module that its functions fill: who was read before may take something out of it. */
export function share(name: string, { origins }: Value, run: Run): void {
  if (origins.length <= (run.shared.get(name)?.length ?? 0)) return;
  run.shared.set(name, origins);
  run.learned = true;
}

// What a command line has given, each under its name: nobody takes one of them for another.
export const ARGUMENTS_BY_NAME = /\.parse_(?:known_|intermixed_)?args\(\)$/;

/** `self.found[name] = value`: attributes are known over the whole file, so methods that were read before may have news. */
function addToAttribute(container: SyntaxNode, value: Value, { scope, run }: Where): void {
  const object = childAs(container, 'object');
  const attribute = childAs(container, 'attribute');
  const holder = object && attribute ? run.evaluate(object, scope).name : null;
  if (holder !== null && ARGUMENTS_BY_NAME.test(holder)) return;
  // `session.headers[name] = value`: what a client of another package holds goes along with all that it sends.
  if (object !== null && holder !== null && holder.endsWith(')') && !holder.startsWith(LOCAL)) return addTo(object, value, { scope, run });
  if (attribute && holder !== null && !holder.startsWith(LOCAL)) leaveOutside(`${holder}.${nameOf(attribute)}`, value, run);
  if (!attribute || !holder?.startsWith(LOCAL)) return;
  const key = `${holder}.${nameOf(attribute)}`;
  const before = run.attributes.get(key) ?? UNKNOWN;
  const { origins } = mixed([before, stepped(value, () => `put into .${nameOf(attribute)}`, container.line)]);
  if (origins.length > before.origins.length && run.asked.has(key)) run.learned = true;
  keep(run, { holder, attribute: nameOf(attribute) }, changed(before, { origins }));
}

const MOST_ITEMS = 1_000;

/** The items of a list after a method that adds some; null where they are not known, or too many. */
function longer({ items }: Value, method: string, given: readonly Value[]): readonly Value[] | null {
  if (items === null || items.length >= MOST_ITEMS) return null;
  if (method === 'insert') return items.toSpliced(given[0]?.number ?? items.length, 0, given[1] ?? UNKNOWN);
  return [...items, ...(method === 'append' ? given : (given[0]?.items ?? [UNKNOWN]))];
}

/** `self.steps.append(x)` */
function lengthenAttribute(container: SyntaxNode, method: string, { given, scope, run }: Lengthening): void {
  const object = childAs(container, 'object');
  const attribute = childAs(container, 'attribute');
  const holder = object && attribute ? run.evaluate(object, scope).name : null;
  if (!attribute || !holder?.startsWith(LOCAL)) return;
  const before = run.attributes.get(`${holder}.${nameOf(attribute)}`) ?? UNKNOWN;
  const items = longer(before, method, given);
  if (items !== null) keep(run, { holder, attribute: nameOf(attribute) }, changed(before, { items }));
}

const BINDS = /(?<![\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_]*)\s*=(?!=)/gu;

/** The names that a loop gives a value to. */
const boundIn = oncePerNode((loop): ReadonlySet<string> => new Set([...textOf(loop).matchAll(BINDS)].map(([, name = '']) => name)));

/** True in a loop over more than is known, for a list that began before it: more is put in than is seen once. */
function goesOn(container: SyntaxNode, { run: { openLoop } }: Lengthening): boolean {
  if (openLoop === null || openLoop.source !== container.source || container.start < openLoop.start || container.end > openLoop.end) return false;
  return !boundIn(openLoop).has(textOf(container));
}

interface Lengthening extends Where {
  readonly given: readonly Value[];
}

/** `list.append(x)`, `list.extend(xs)`, `list.insert(0, x)`: how the words of a command are put together, and rows of functions. */
export function lengthen(container: SyntaxNode, method: string, adding: Lengthening): void {
  if (method !== 'append' && method !== 'extend' && method !== 'insert') return;
  if (container.type === 'attribute') return lengthenAttribute(container, method, adding);
  const entry = entryAsked(container);
  if (entry !== null) return lengthenEntry(entry, method === 'append' ? adding.given : (adding.given.at(-1)?.items ?? []), adding);
  if (container.type !== 'identifier') return;
  const { given, scope } = adding;
  const name = nameOf(container);
  const before = lookUp(name, scope);
  const items = longer(before, method, goesOn(container, adding) ? [...given, UNKNOWN] : given);
  if (items !== null) (scope.lent.get(name) ?? homeOf(name, scope)).names.set(name, changed(before, { items }));
}
