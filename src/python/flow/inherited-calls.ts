import { changed, mixed, type Value } from '../fold/value.js';
import { allValues, type EvaluatedCall } from './call.js';
import { giveAll } from './functions.js';
import { outsideBase } from './heirs-in-file.js';
import { lineOf } from './kept.js';
import { LOCAL, TOP, type Run } from './run.js';

const NO_CALLBACKS = /^__/;

/**
 * A method that an object of the file has from a class of another package calls what its own class has put there for that: `Reader().feed(text)` calls `handle_data`.
 * Which methods those are is not known, so that counts where the module itself makes such a call as soon as it is imported.
 */
export function noteInheritedCall(call: EvaluatedCall, run: Run): void {
  const { object, scope, method } = call;
  const holder = scope.owner === TOP && !NO_CALLBACKS.test(method) && object?.name?.endsWith('()') ? object.name.slice(LOCAL.length, -2) : null;
  if (holder === null || !run.classes.has(holder) || run.recording.calledBack.has(holder) || outsideBase(holder, run) === null) return;
  run.recording.calledBack.add(holder);
  const owners = new Set([`${LOCAL}${holder}`, ...lineOf(`${LOCAL}${holder}`, run)].map((name) => name.slice(LOCAL.length)));
  for (const [key, info] of run.functions) {
    const [owner, own] = [key.slice(0, Math.max(0, key.lastIndexOf('.'))), key.slice(key.lastIndexOf('.') + 1)];
    if (!owners.has(owner)) continue;
    run.recording.references.push({ from: TOP, to: key });
    if (!NO_CALLBACKS.test(own)) giveAll(info, partOf(call), run);
  }
}

/** What those methods are called with is a part of what the object was given. */
const partOf = (call: EvaluatedCall): Value => changed(mixed(allValues(call)), { text: call.args.length === 1 ? (call.args[0]?.text ?? null) : null });

// What a framework makes one object of, and calls, when it starts.
const STARTED_WITH: readonly (readonly [base: RegExp, method: string])[] = [[/^django\.apps\.(?:config\.)?AppConfig$/, 'ready']];

/** Notes methods that a framework calls as soon as it has found the class. */
export function noteStarted(key: string, { bases, from, run }: { readonly bases: readonly string[]; readonly from: string; readonly run: Run }): void {
  for (const [base, method] of STARTED_WITH) if (bases.some((each) => base.test(each)) && run.functions.has(`${key}.${method}`)) run.recording.references.push({ from, to: `${key}.${method}` });
}
