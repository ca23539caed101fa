import { UNKNOWN, changed, either, from, mixed, namedValue, textValue, type Value } from '../fold/value.js';
import { folderOf } from '../fold/text-methods.js';
import { canonicalName } from '../vocabulary/canonical.js';
import { FOLDER_VARIABLES } from '../vocabulary/paths.js';
import { startsProcess } from '../vocabulary/processes.js';
import { EXECUTORS, IMPORTERS } from '../vocabulary/code.js';
import { namesKeyVariable, SITE_KEYS } from '../vocabulary/keys.js';
import { MAILS } from '../vocabulary/observation.js';
import { IDENTITY_VARIABLE } from '../vocabulary/secrets.js';
import { attributeOfHeirs, classOf, outsideBase } from './heirs-in-file.js';
import { isWatched } from './calls/watched-code.js';
import { heldBy, inheritedAttribute } from './kept.js';
import { fromOutside, knownOutside } from './outside.js';
import { LOCAL, lookUp, type Run, type Scope } from './run.js';

// A module that was imported by its name, no object of this file.
const OF_MODULE = /^[a-z_]\w*(?:\.\w+)*$/;

// Code as a row of numbers that look like something else: identifiers, addresses.
const LAID_OUT = /^uuid\.UUID\(\)\.bytes(?:_le)?$|^ipaddress\.(?:ip_address|IPv[46]Address)\(\)\.packed$/;

// What Windows' own client has fetched.
const IS_REPLY = /^win32com\.client\.Dispatch\(\)\.[Rr]esponse(?:Text|Body|Stream)$/;

/** What is known of a thing by its name alone. */
export function withNature(value: Value, line: number): Value {
  if (value.name === null) return value;
  if (value.name === 'os.environ') return from(value, { kind: 'environment', name: 'os.environ', line });
  if (value.name === 'sys.executable') return changed(value, { text: 'python' });
  if (SITE_KEYS.test(value.name)) return from(value, { kind: 'key', name: value.name, line });
  if (IS_REPLY.test(value.name)) return from(value, { kind: 'network', name: value.name, line });
  if (MAILS.test(value.name)) return from(value, { kind: 'observation', name: 'Outlook', line });
  if (LAID_OUT.test(value.name)) return from(value, { kind: 'decoder', name: value.name, line });
  if (isWatched(value.name)) return from(value, { kind: 'observation', name: value.name, line });
  if (value.name === 'os.sep' || value.name === 'os.path.sep') return changed(value, { text: '/' });
  if (value.name === 'git.Repo().git_dir') return changed(value, { text: '{}/.git' });
  return value.name.endsWith('.__file__') && OF_MODULE.test(value.name) ? changed(value, { text: `{}/site-packages/${value.name.slice(0, -'.__file__'.length).replaceAll('.', '/')}/__init__.py` }) : value;
}

/** What `object.attribute` is called: the same few are asked for all over a file, and are put together once. */
function memberOf(object: string, attribute: string, { members }: Run): Value {
  let named = members.get(object);
  if (named === undefined) members.set(object, (named = new Map<string, Value>()));
  const known = named.get(attribute);
  if (known !== undefined) return known;
  const member = namedValue(canonicalName(`${object.replace(/\.__dict__$|^vars\(\)$/, '')}.${attribute}`));
  named.set(attribute, member);
  return member;
}

// A module that was imported; what the file defines itself is called otherwise.
const MODULE = /^[a-z_]\w*(?:\.[a-z_]\w*)*$/i;

/** Where the code of a module of another package lies. */
export const fileOf = (module: string): Value => textValue(`{}/site-packages/${module.replaceAll('.', '/')}/__init__.py`);
/** Behind the name of a module: what the import system knows of it. */
export const SPEC = '.__spec__';

/** What an object of the file has from a class of another module of the package. */
function ofOutsideBase(object: string, attribute: string, { line, run }: { readonly line: number; readonly run: Run }): Value {
  const key = run.handed === null ? null : classOf(object);
  const base = key === null ? null : outsideBase(key, run);
  return base === null ? UNKNOWN : (knownOutside(`${base}().${attribute}`, line, run) ?? UNKNOWN);
}

/** What heirs in other modules have in the place of an empty text. */
const ofHeirsElsewhere = (name: string, own: Value | undefined, { line, run }: { readonly line: number; readonly run: Run }): Value | null => (own === undefined ? null : knownOutside(name, line, run));

/** `object.attribute`, also by way of `getattr`. The file of another module lies among the packages. */
export function attributeOf(object: Value, attribute: string, where: { readonly line: number; readonly run: Run }): Value {
  const back = attribute.startsWith('_') || attribute.startsWith('f_') || object.name === THIS_MODULE ? wayBack(object, attribute, where.run) : null;
  if (back !== null) return withNature(back, where.line);
  if (object.name === null) return object.bound.length === 0 ? mixed([object]) : changed(mixed([object]), { bound: object.bound });
  if (attribute === 'parent' && object.text !== null && object.name.startsWith('pathlib')) return changed(object, { text: folderOf(object.text) });
  if (attribute === '__file__' && MODULE.test(object.name)) return fileOf(object.name);
  if (attribute === '__path__' && MODULE.test(object.name)) return changed(UNKNOWN, { items: [textValue(`{}/site-packages/${object.name.replaceAll('.', '/')}`)] });
  if (attribute === 'origin' && object.name.endsWith(SPEC)) return fileOf(object.name.slice(0, -SPEC.length));
  const named = memberOf(object.name, attribute, where.run);
  const own = named.name === null ? undefined : (where.run.attributes.get(named.name) ?? inheritedAttribute(object.name, attribute, where.run));
  // An empty text in a base is there for its heirs to fill.
  const kept = named.name === null || (own !== undefined && own.text !== '') ? own : (attributeOfHeirs(object.name, attribute, where.run) ?? ofHeirsElsewhere(named.name, own, where) ?? own);
  const value = withNature(object.origins.length + object.keys.length === 0 ? named : changed(named, { origins: object.origins, keys: object.keys }), where.line);
  if (named.name !== null) where.run.asked.add(named.name);
  if (!kept) return either(fromOutside(value, where.line, where.run), ofOutsideBase(object.name, attribute, where));
  return either(value, changed(kept, { name: kept.name ?? named.name }));
}

/** What is picked by something decoded is decoded, by a table. */
export const chosenBy = (key: Value): Value => (key.origins.some(({ kind }) => kind === 'decoder') ? changed(UNKNOWN, { origins: key.origins.filter(({ kind }) => kind === 'decoder') }) : UNKNOWN);

/** How the names of dicts begin whose entries are kept apart. */
export const TOOLBOX = `${LOCAL}<dict `;

const NAMESPACES = /^(globals|locals|vars)\(\)$|^__dict__$|^(__builtins__|__builtin__|builtins)(\.__dict__)?$|^sys\.modules$/;

/** The module itself, as an object: `sys.modules[__name__]`. */
export const THIS_MODULE = '<module>';
/** What all names of the module are in. */
export const ALL_NAMES = 'globals()';
/** What the names of some other module are in, or those of Python itself: nobody says of which. */
export const BORROWED = '<names>';

// Ways from any function or frame to the names that it sees: those of Python itself among them.
const LEADS_TO_NAMES: ReadonlySet<string> = new Set(['__globals__', '__builtins__', 'f_globals', 'f_locals', 'f_builtins']);
const OF_PYTHON = /^[a-z]\w*$/;

/** What an attribute is that each function has, or that leads back to the module: `function.__globals__`, `print.__self__`, `exec.__call__`. */
function wayBack(object: Value, attribute: string, run: Run): Value | null {
  if (isWatched(`${object.name}.${attribute}`)) return namedValue(`${object.name}.${attribute}`);
  if (LEADS_TO_NAMES.has(attribute)) return namedValue(object.name?.startsWith(LOCAL) ? ALL_NAMES : BORROWED);
  if (object.name === THIS_MODULE) return attribute === '__dict__' ? namedValue(ALL_NAMES) : lookUp(attribute, run.module);
  if (attribute === '__self__' && object.name !== null && OF_PYTHON.test(object.name)) return namedValue('builtins');
  if (attribute === '__call__' && object.name !== null && !object.name.startsWith(LOCAL)) return object;
  return attribute === '__class__' && object.name?.startsWith(LOCAL) && run.functions.has(object.name.slice(LOCAL.length)) ? namedValue('types.FunctionType') : null;
}

/** A name that was not bound anywhere: another module's functions are among the names that its own functions see. */
function ofNamespace(name: string, scope: Scope): Value {
  const found = lookUp(canonicalName(name), scope);
  return found.name === name && startsProcess(`os.${name}`) ? namedValue(`os.${name}`) : found;
}

/** What one variable of the environment gives: `value`, and who the user is or what opens an account where its name says so. */
export function variable(key: Value | undefined, value: Value, line: number): Value {
  const name = key?.text ?? '';
  const folder = FOLDER_VARIABLES[name.toUpperCase()];
  if (folder !== undefined) return changed(value, { text: folder });
  // `{name: os.environ[name] for name in os.environ}`
  const whole = (key?.origins ?? []).filter(({ kind }) => kind === 'environment');
  if (whole.length > 0) return changed(value, { origins: whole });
  const keys = (key?.origins ?? []).filter(({ kind }) => kind === 'key-name').map(({ name: text }) => text);
  // A name that was put together is that of a key all the same.
  if (keys.length === 0 && namesKeyVariable(name)) keys.push(name);
  if (keys.length > 0) return keys.reduce((held, text) => from(held, { kind: 'key', name: text, line }), value);
  const known = name === '' ? value : changed(value, { keys: [`variable:${name}`] });
  return IDENTITY_VARIABLE.test(name) ? from(known, { kind: 'host', name: `$${name}`, line }) : known;
}

/** A function that starts programs or runs code, and is taken out of the names of somebody else's function. */
function borrowed(name: string, { scope, line, run }: { readonly scope: Scope; readonly line: number; readonly run: Run }): Value {
  if (name === '__builtins__') return namedValue(BORROWED);
  const found = ofNamespace(name, scope);
  if (startsProcess(found.name ?? '') || EXECUTORS.has(found.name ?? '') || IMPORTERS.has(found.name ?? '')) run.recording.calls.push({ kind: 'borrowed', name: found.name ?? '', line, owner: scope.owner, text: null });
  return withNature(found, line);
}

const IS_TABLE_ELSEWHERE = /^elsewhere:\d+:<dict /;

/** What a dict of another module holds under a key, or under any. */
const ofTableElsewhere = (table: string, key: string, { line, run }: { readonly line: number; readonly run: Run }): Value | null => knownOutside(`${table}.${key}`, line, run) ?? knownOutside(`${table}.*`, line, run);

/** What a namespace, `__dict__` or a dict of functions holds under a name. */
export function entryOf(container: Value, key: Value | undefined, where: { readonly scope: Scope; readonly line: number; readonly run: Run }): Value | null {
  const name = key?.text ?? null;
  if (container.name === null) return null;
  if (IS_TABLE_ELSEWHERE.test(container.name)) return ofTableElsewhere(container.name, name ?? '*', where);
  if (name === null) return container.name.startsWith(TOOLBOX) ? either(mixed([container]), heldBy(container, where.run)) : null;
  if (container.name === BORROWED) return borrowed(name, where);
  if (NAMESPACES.test(container.name)) return withNature(ofNamespace(name, where.scope), where.line);
  return container.name.endsWith('.__dict__') || container.name.startsWith(TOOLBOX) || (isLocal(container) && where.run.attributes.has(`${container.name}.${name}`)) ? attributeOf(container, name, where) : null;
}

/** True for a value that stands for something this file defines. */
export const isLocal = (value: Value): boolean => value.name?.startsWith(LOCAL) ?? false;
