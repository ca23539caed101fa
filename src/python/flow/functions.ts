import { stepped, UNKNOWN, type Value } from '../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { noteFirst, readAgain } from './call-again.js';
import { learn } from './learn.js';
import { takeArguments, type LocalCall } from './take-arguments.js';
import { LOCAL, readPending, type FunctionInfo, type RestParameters, type Run } from './run.js';

/** For a call without arguments by name. */
export const NONE_NAMED: ReadonlyMap<string, Value> = new Map();

const NAMED_PARAMETERS = new Set(['default_parameter', 'typed_default_parameter']);

/** The parameters that whoever calls a function has to give. */
export const requiredParameters = (node: SyntaxNode): readonly string[] =>
  (childAs(node, 'parameters')?.children ?? []).flatMap((parameter) => {
    const name = parameter.type === 'typed_parameter' ? parameter.children[0] : parameter;
    return name?.type === 'identifier' ? [nameOf(name)] : [];
  });

/** Parameter names in order, without stars; annotations and defaults left out. */
export function parameterNames(parameters: SyntaxNode | null): readonly string[] {
  const names: string[] = [];
  for (const parameter of parameters?.children ?? []) {
    const name = NAMED_PARAMETERS.has(parameter.type) ? childAs(parameter, 'name') : parameter.type === 'identifier' ? parameter : parameter.children[0];
    const inner = name?.type === 'identifier' ? name : name?.children[0];
    if (inner?.type === 'identifier') names.push(nameOf(inner));
  }
  return names;
}

const STARRED: Readonly<Record<string, keyof RestParameters>> = { list_splat_pattern: 'list', dictionary_splat_pattern: 'dict' };

/** Which parameters take whatever else is given. */
export function restParameters(parameters: SyntaxNode | null): RestParameters {
  const rest: { -readonly [Part in keyof RestParameters]: RestParameters[Part] } = { list: null, dict: null };
  for (const parameter of parameters?.children ?? []) {
    const starred = parameter.type in STARRED ? parameter : parameter.children[0];
    const part = STARRED[starred?.type ?? ''];
    const name = starred?.children[0];
    if (part !== undefined && name?.type === 'identifier') rest[part] = nameOf(name);
  }
  return rest;
}

/** The function behind a canonical name: a method is looked for in the base classes as well. */
export function findFunction(name: string, run: Run): FunctionInfo | null {
  if (!name.startsWith(LOCAL)) return null;
  const bare = name.slice(LOCAL.length);
  const key = bare.includes('()') ? bare.replaceAll('()', '') : bare;
  const own = run.functions.get(key);
  if (own) return own;
  const dot = key.lastIndexOf('.');
  return dot < 0 ? null : inherited(key.slice(0, dot), key.slice(dot + 1), run);
}

// A class can be written as its own heir.
const LONGEST_LINE = 50;

function inherited(heir: string, method: string, { classes, functions }: Run): FunctionInfo | null {
  let owner: string | undefined = heir;
  for (let depth = 0; depth < LONGEST_LINE; depth += 1) {
    owner = classes.get(owner)?.bases.find((base) => base.startsWith(LOCAL))?.slice(LOCAL.length);
    if (owner === undefined) return null;
    const found = functions.get(`${owner}.${method}`);
    if (found) return found;
  }
  return null;
}

/** A call of a function of this file: its parameters take the arguments, its result is what it returns. */
export function callFunction(info: FunctionInfo, call: LocalCall, run: Run): Value {
  run.recording.references.push({ from: call.from, to: info.key });
  // A function within another one is defined anew with each call of that, and may have been called before.
  const isFirst = run.pending.has(info.key) && !run.readings.has(info.key);
  // What other calls gave in a pass before is in its result then, so that is not what this very call gives.
  const isFresh = isFirst && info.values.size === 0;
  takeArguments(info, call, { run, isLate: !isFirst });
  if (run.mayNest()) readPending(info.key, run);
  run.asked.add(info.key);
  if (isFresh) noteFirst(info, call, run);
  const returned = isFresh ? null : readAgain(info, call, run);
  const caller = info.ends ? run.functions.get(call.from) : undefined;
  if (caller !== undefined) caller.ends = true;
  return stepped(returned ?? info.returned, () => `returned by ${info.key}()`, call.line);
}

/** Gives something to all parameters of a function of the file that others call: what is typed, or written in a chat. An object is not what somebody has sent. */
export function giveAll(info: FunctionInfo, given: Value, run: Run): void {
  for (const parameter of info.parameters) if (parameter !== 'self') info.values.set(parameter, learn(info.values.get(parameter) ?? UNKNOWN, given, { run, isLate: !run.pending.has(info.key) }));
}

/** A call without arguments, of a method that something else calls: `with`, the mention of a property, the start of a thread. */
export function callMethod(info: FunctionInfo, where: { readonly from: string; readonly line: number }, run: Run): Value {
  return callFunction(info, { args: [], named: NONE_NAMED, isMethod: true, from: where.from, line: where.line }, run);
}
