import { changed, namedValue, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { notePatch } from '../patches.js';
import type { Run } from '../run.js';

const WRAPS = /^wrapt\.(?:wrap_function_wrapper|wrappers\.wrap_function_wrapper)$/;
const WRAPS_BELOW = /^wrapt\.(?:patch_function_wrapper|wrappers\.patch_function_wrapper)(?:\(\))?$/;
const PATCHES = /^(?:unittest\.)?mock\.patch$/;
const PATCHES_OF = /^(?:unittest\.)?mock\.patch\.object$/;

/** True for calls that put a function in the place of another package's, which they are given by its name. */
export const replaces = (name: string): boolean => WRAPS.test(name) || WRAPS_BELOW.test(name) || PATCHES.test(name) || PATCHES_OF.test(name);

const memberOf = (holder: Value | undefined, member: Value | undefined): string | null => {
  const module = holder?.name ?? holder?.text ?? null;
  return module === null || !member?.text ? null : `${module}.${member.text}`;
};

/** What is replaced by what, where both are known. */
function replacement({ name, args, named, callee }: EvaluatedCall): readonly [string | null, Value | undefined] {
  if (PATCHES.test(name)) return [args[0]?.text ?? null, args[1] ?? named.get('new') ?? named.get('side_effect')];
  if (PATCHES_OF.test(name)) return [memberOf(args[0], args[1]), args[2] ?? named.get('new') ?? named.get('side_effect')];
  return WRAPS.test(name) ? [memberOf(args[0], args[1]), args[2]] : [callee.text, args[0]];
}

/** `wrapt.wrap_function_wrapper("package", "Class.method", mine)`, `mock.patch("package.function", mine)`: as an assignment to it. Null for any other call. */
export function replacingCall(call: EvaluatedCall, run: Run): Value | null {
  if (!replaces(call.name)) return null;
  if (WRAPS_BELOW.test(call.name) && !call.name.endsWith(')')) return changed(namedValue(`${call.name}()`), { text: memberOf(call.args[0], call.args[1]) });
  const [replaced, value] = replacement(call);
  if (replaced !== null && value?.name) notePatch(replaced, value.name, run);
  return null;
}

// What a library calls with each request that it makes, or each password that it is to keep, in the heirs of these classes.
const HOOKS: readonly (readonly [RegExp, RegExp])[] = [
  [/^requests\.(?:adapters\.)?HTTPAdapter$/, /^send$/],
  [/^urllib\.request\.(?:Base|HTTPS?|AbstractHTTP)Handler$/, /^https?_(?:request|open|response)$/],
  [/^keyring\.(?:backend\.)?KeyringBackend$/, /^set_password$/],
  [/^httpx\.(?:Async)?(?:Base|HTTP)Transport$/, /^handle_(?:async_)?request$/],
];

/** Notes a method that takes the place of one which is called with all that a program sends. */
export function noteHookMethod(key: string, bases: readonly string[], run: Run): void {
  const method = key.slice(key.lastIndexOf('.') + 1);
  for (const base of bases) if (HOOKS.some(([holder, hook]) => holder.test(base) && hook.test(method))) run.patches.set(key, `any ${base}.${method}`);
}
