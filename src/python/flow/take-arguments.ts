import { changed, mixed, stepped, UNKNOWN, type Value } from '../fold/value.js';
import { learn } from './learn.js';
import type { FunctionInfo, Run } from './run.js';

/** Stands among the names of arguments for a dict that is unpacked there: `f(**options)`. */
export const UNPACKED = '**';

/** Arguments of a call, and the function that it stands in. */
export interface LocalCall {
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly isMethod: boolean;
  readonly from: string;
  readonly line: number;
}

/** The list that `*args` is. */
const listOf = (values: readonly Value[]): Value => changed(mixed(values), { items: values });

/** What one parameter takes of the arguments. A dict that is unpacked into them has something for each that is not given otherwise. */
function argumentFor(parameter: string, { index, call, info }: { readonly index: number; readonly call: Omit<LocalCall, 'from'>; readonly info: FunctionInfo }): Value | undefined {
  const { parameters, rest } = info;
  if (parameter === rest.list) return listOf(call.args.slice(index));
  if (parameter === rest.dict) return mixed([...call.named].flatMap(([name, value]) => (parameters.includes(name) ? [] : [value])));
  const isByName = rest.list !== null && parameters.indexOf(rest.list) < parameters.indexOf(parameter);
  return (isByName ? undefined : call.args[index]) ?? call.named.get(parameter) ?? call.named.get(UNPACKED);
}

/** The parameters of a function take what it is called with. */
export function takeArguments(info: FunctionInfo, call: Omit<LocalCall, 'from'>, how: { readonly run: Run; readonly isLate: boolean }): void {
  const parameters = call.isMethod ? info.parameters.slice(1) : info.parameters;
  parameters.forEach((parameter, index) => {
    const value = argumentFor(parameter, { index, call, info });
    if (!value || value === UNKNOWN) return;
    info.values.set(parameter, learn(info.values.get(parameter) ?? UNKNOWN, stepped(value, () => `passed to ${info.key}() as ${parameter}`, call.line), how));
  });
}
