import { textOrHole } from '../fold/text-methods.js';
import { UNKNOWN, changed, from, mergeOrigins, namedValue, type Value } from '../fold/value.js';
import { commandIndex } from '../vocabulary/processes.js';
import { fillsClipboard, filesOfCommand, showsClipboard, toldByCommands } from '../vocabulary/told-by-commands.js';
import type { EvaluatedCall } from './call.js';
import { noteContent } from './file-content.js';
import { arrive, known, record } from './record.js';
import type { Run } from './run.js';

/** A command given as one text or as a list of words. */
export function commandText(value: Value | undefined): string | null {
  if (!value) return null;
  if (value.text !== null) return known(value.text);
  return value.items ? known(value.items.map(textOrHole).join(' ')) : null;
}

const TAKES_WORDS = /^os\.(exec|spawn)l|create_subprocess_exec$|^os\.startfile$/;

/** What the output of a command holds, and the files that it may have been put into. */
function told(words: string, output: Value, { call, run }: { readonly call: EvaluatedCall; readonly run: Run }): Value {
  const { line } = call;
  if (showsClipboard(words)) record(call, 'clipboard-read', { text: null, run });
  if (fillsClipboard(words)) record(call, 'clipboard-write', { text: null, run });
  const all = toldByCommands(words);
  if (all.length === 0) return output;
  const telling = all.reduce((value, { kind, name }) => from(value, { kind, name, line }), output);
  noteContent(filesOfCommand(words).map((file) => `text:${file}`), [telling], { line, run });
  return telling;
}

/** Calls that start a program: a sink for what is in the command, and a source of what the program tells. */
export function processCall(call: EvaluatedCall, run: Run): Value {
  const given = call.args.slice(commandIndex(call.name));
  const command = given[0] ?? call.named.get('args') ?? call.named.get('command') ?? call.named.get('cmd');
  const takesList = /^os\.(?:(?:exec|spawn)v|posix_spawn)/.test(call.name);
  const words = TAKES_WORDS.test(call.name) ? known(given.map(textOrHole).join(' ')) : commandText(takesList ? given[1] : command);
  // The third argument of the "v" kinds is the environment, which is no part of the command.
  const data = TAKES_WORDS.test(call.name) ? given : takesList ? given.slice(0, 2) : [command ?? UNKNOWN];
  const ingredients = [...data, ...data.flatMap((value) => value.items ?? []), call.named.get('input') ?? UNKNOWN];
  record(call, 'process', { text: words, run });
  arrive(call, 'process', { data: ingredients, text: words, run });
  const output = changed(namedValue(`${call.name}()`), { origins: mergeOrigins(ingredients) });
  return words === null ? output : told(words, output, { call, run });
}
