import { UNKNOWN, either, namedValue, stepped, textValue, type Value } from '../../fold/value.js';
import { isKnownName } from '../../vocabulary/canonical.js';
import { askStream } from '../calls/given-objects.js';
import { noteLoader } from '../calls/finders.js';
import { THIS_MODULE } from '../attributes.js';
import { callMethod, findFunction } from '../functions.js';
import { GIVEN, keep } from '../kept.js';
import { leaveOutside } from '../outside.js';
import { notePatch } from '../patches.js';
import { noteHandlerAttribute } from '../calls/messages.js';
import { LOCAL, type Run, type Scope } from '../run.js';
import { callSpecial } from '../special-methods.js';
import { isTool } from '../toolbox.js';
import { ARGUMENTS, noteHandle, noteWords } from '../script-arguments.js';
import { bindName } from './bind-name.js';

/** `function.__code__ = value`: whoever calls the function runs that. */
function runCode(value: Value, { line, scope, run }: { readonly line: number; readonly scope: Scope; readonly run: Run }): void {
  const sink = { name: '__code__', line };
  run.recording.calls.push({ ...sink, kind: 'exec', owner: scope.owner, text: null });
  run.recording.arrivals.push({ to: 'exec', sink, owner: scope.owner, origins: value.origins, keys: value.keys, text: null, code: value.text });
}

/** `sys.modules[__name__].__class__ = Mine`: whoever asks the module for a name asks these. */
function noteModuleClass({ name }: Value, scope: Scope, run: Run): void {
  for (const method of ['__getattr__', '__getattribute__', '__setattr__', '__dir__', '__call__']) {
    const info = findFunction(`${name ?? ''}.${method}`, run);
    if (info) run.recording.references.push({ from: scope.owner, to: info.key });
  }
}

const isPython = (name: string): boolean => /^(?:open|input|print|exec|eval|compile|getattr|setattr|help|exit|quit|__\w+__)$/.test(name);

const IS_HOOK = /^(?:sys\.(?:excepthook|displayhook|unraisablehook|breakpointhook)|threading\.excepthook|warnings\.(?:showwarning|formatwarning)|(?:builtins\.)?__import__)$/;

// What is printed goes somewhere else for a while: all of a program writes there, and nobody reads it from this name.
const IS_STREAM = /^sys\.std(?:in|out|err)$/;

/** An object of the file may have a say in what is put into its attributes: by `__setattr__`, or by a property. */
function askedToKeep({ name, attribute }: { readonly name: string | null; readonly attribute: string }, { value, line, scope, run }: { readonly value: Value; readonly line: number; readonly scope: Scope; readonly run: Run }): void {
  if (name === null || run.classes.size === 0 || !name.startsWith(LOCAL)) return;
  callSpecial(namedValue(name), ['__setattr__'], { call: { args: [textValue(attribute), value], from: scope.owner, line }, run });
  if (name.endsWith('()')) callSpecial(run.attributes.get(`${name.slice(0, -2)}.${attribute}`) ?? UNKNOWN, ['__set__'], { call: { args: [namedValue(name), value], from: scope.owner, line }, run });
  const property = run.properties.size === 0 || !name.endsWith('()') ? null : findFunction(`${name}.${attribute}`, run);
  if (property !== null && run.properties.has(property.key)) callMethod(property, { from: scope.owner, line }, run);
}

/** `object.attribute = value`, also by way of `setattr`. */
export function setAttribute({ name }: Value, attribute: string, { value, line, scope, run }: { readonly value: Value; readonly line: number; readonly scope: Scope; readonly run: Run }): void {
  noteHandle(`${name}.${attribute}`, scope, run);
  askedToKeep({ name, attribute }, { value, line, scope, run });
  if (`${name}.${attribute}` === ARGUMENTS) noteWords([value], { scope, run });
  if (name === THIS_MODULE) {
    if (attribute === '__class__') noteModuleClass(value, scope, run);
    return bindName(attribute, value, run.module);
  }
  // A decorator that puts its own function in the place of a command's.
  if (run.runs === 'install' && attribute === 'run' && value.name?.startsWith(LOCAL)) run.recording.references.push({ from: scope.owner, to: value.name.slice(LOCAL.length) });
  if (attribute === '__code__') runCode(value, { line, scope, run });
  if (name === null) return;
  const key = `${name}.${attribute}`;
  if (!name.startsWith(LOCAL)) leaveOutside(key, value, run);
  // Python itself calls these.
  if (IS_HOOK.test(key) && value.name?.startsWith(LOCAL)) run.recording.references.push({ from: scope.owner, to: value.name.slice(LOCAL.length) });
  if (IS_STREAM.test(key)) {
    keep(run, { holder: GIVEN, attribute: key }, value);
    return askStream(value, { owner: scope.owner, line, run });
  }
  // What all files find as a name of Python's own; those that are there already are patched.
  if (name === 'builtins' && isTool(value) && !isPython(attribute)) bindName(attribute, value, run.module);
  const before = run.attributes.get(key);
  const isNews = before ? before.origins.length === 0 && value.origins.length > 0 : value.origins.length > 0 || value.name !== null || value.text !== null;
  if (isNews && run.asked.has(key)) run.learned = true;
  if (!before && value.name !== null && isKnownName(value.name)) run.keptPower = true;
  if (value.name !== null) notePatch(key, value.name, run);
  noteLoader(name, attribute, { value, line, scope, run });
  noteHandlerAttribute(name, attribute, { value, line, scope, run });
  keep(run, { holder: name, attribute }, either(before, stepped(value, () => `kept in .${attribute}`, line)));
}
