import { HOLE, type Value } from '../fold/value.js';
import type { SyntaxNode } from '../syntax/node.js';
import { isAskedFor } from '../when/install-hooks.js';
import type { EvaluatedCall } from './call.js';
import type { Run, Scope } from './run.js';

/** The words that a script was started with. */
export const ARGUMENTS = 'sys.argv';

// The list itself (`argv` alone where everything was imported from sys), the ways to change what belongs to sys by names that are put together, and the commands
// that distutils has read out of the list or runs besides.
const HANDLE = /^(?:sys\.)?argv$|^sys\.(?:__dict__|__setattr__|__getattribute__)$|\.(?:commands|sub_commands|cmdclass)$/;
const REBINDS = new Set(['argv', 'sub_commands', 'script_args', 'aliases']);
const RUNS_COMMAND = /^(?:run_command|reinitialize_command|get_command_(?:obj|class)|get_finalized_command)$/;
const COUNTS = new Set(['len', 'print', 'str', 'repr', 'list', 'tuple', 'set', 'sorted']);
// They bring no word into the list that was not there.
const ONLY_TAKES = new Set(['remove', 'pop', 'index', 'count', 'copy']);

type Where = Pick<Scope, 'owner'>;

function add(times: number, { owner }: Where, { recording }: Run): void {
  recording.handled.set(owner, (recording.handled.get(owner) ?? 0) + times);
}

/** Notes a name that may lead to the list. What only reads it is told afterwards, by `noteReading`. */
export function noteHandle(name: string | null, where: Where, run: Run): void {
  if (name !== null && HANDLE.test(name)) add(1, where, run);
}

/** Takes back the note of a mention that only reads the list. */
export function noteReading(node: SyntaxNode | undefined, { name }: Value, where: { readonly scope: Where; readonly run: Run }): void {
  if (name === ARGUMENTS && where.run.runs === 'install' && (node?.type === 'identifier' || node?.type === 'attribute')) add(-1, where.scope, where.run);
}

const ADDS_WORD = new Set(['append', 'extend', 'insert', 'add']);

/** Notes the commands among the constant words that setup() is told besides: `["setup.py", "publish"]`, `[("publish", None)]`. */
export function noteWords(values: readonly Value[], { scope, run }: { readonly scope: Where; readonly run: Run }): void {
  const words = values.flatMap((value) => [value, ...(value.items ?? [])]).flatMap((value) => [value, ...(value.items ?? [])]);
  for (const { text } of words) if (text !== null && isAskedFor(text)) run.recording.askedFor.push({ command: text, owner: scope.owner });
}

/** Notes that a name is given to something: `sys` itself has to stay what it is. */
export function noteRebound(name: string, value: Value, { scope, run }: { readonly scope: Where; readonly run: Run }): void {
  if (!REBINDS.has(name) && (name !== 'sys' || value.name === 'sys')) return;
  add(1, scope, run);
  if (run.runs === 'install') noteWords([value], { scope, run });
}

/** Notes a call that may reach the list by its name (`getattr(sys, name)`, `vars(sys)`, `globals().get('argv')`), or runs another command. */
export function noteReach({ args, method, object, scope }: EvaluatedCall, run: Run): void {
  if (object?.name === ARGUMENTS && ADDS_WORD.has(method)) noteWords(args, { scope, run });
  const [first, second] = args;
  const isGiven = args.some(({ name }) => name === 'sys') && !(first?.name === 'sys' && second !== undefined && second.text !== null && !HANDLE.test(`sys.${second.text}`));
  const command = RUNS_COMMAND.test(method) ? (first?.text ?? HOLE) : null;
  if (command !== null && isAskedFor(command)) run.recording.askedFor.push({ command, owner: scope.owner });
  if (isGiven || command?.includes(HOLE) === true || args.some(({ text }) => text === 'argv')) add(1, scope, run);
}

/** Takes back the notes of calls that only read: `len(sys.argv)`, `sys.argv.remove(word)`. */
export function noteReadingCall(call: EvaluatedCall, nodes: { readonly object: SyntaxNode | null; readonly given: readonly SyntaxNode[] }, run: Run): void {
  const where = { scope: call.scope, run };
  if (call.object && ONLY_TAKES.has(call.method)) noteReading(nodes.object ?? undefined, call.object, where);
  if (COUNTS.has(call.name)) for (const [index, value] of call.args.entries()) noteReading(nodes.given[index], value, where);
}
