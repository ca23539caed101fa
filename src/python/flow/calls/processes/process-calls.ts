import { HOLE, UNKNOWN, changed, from, mergeOrigins, namedValue, type Value } from '../../../fold/value.js';
import { clonedInto, commandTraits, fetches, fetchedFile } from '../../../vocabulary/commands.js';
import { fillsClipboard, filesOfCommand, showsClipboard, toldByCommands } from '../../../vocabulary/told-by-commands.js';
import type { EvaluatedCall } from '../../call.js';
import { toolsOf } from '../../kept.js';
import { noteContent, placeKeys } from '../file-content.js';
import { noteLineInVariable } from '../handed-lines.js';
import { arriveRead, isRead } from './only-read.js';
import { arrive, known, record } from '../record.js';
import type { Run } from '../../run.js';
import { isShown, arriveShown } from './shown.js';
import { commandText, listedCommand, TAKES_WORDS, wordsGiven, givenOf, COMMAND_NAMES } from './commands-given.js';

/** What a command reads: its own words, what it is given on its input, and where its input comes from. */
function fedWith(call: EvaluatedCall): readonly Value[] {
  const { named, line } = call;
  const input = named.get('stdin');
  // The other end of a connection types the lines of a shell.
  const typed = input !== undefined && OF_SOCKET.test(input.name ?? '') ? from(input, { kind: 'network', name: input.name ?? '', line }) : input;
  return [named.get('input'), typed, named.get('executable')].filter((value) => value !== undefined);
}

/** A connection, and what it is asked for. */
export const OF_SOCKET = /^(?:socket|ssl)\./;

/** Which file a command puts what it fetches into: the variable behind `-o`, or the text there. */
function keysOfFetched(command: Value, words: string): readonly string[] {
  const file = fetchedFile(words);
  if (file.replaceAll(HOLE, '').length >= SHORTEST_FILE) return [`text:${file}`];
  const at = command.items?.findIndex(({ text }) => text !== null && NAMES_OUTPUT.test(text)) ?? -1;
  return at < 0 ? command.keys : placeKeys(command.items?.[at + 1]);
}

const SHORTEST_FILE = 4;
const NAMES_OUTPUT = /^(?:-\w*[oO]|--output(?:-document)?|-OutFile)$/;

/** What a command tells whoever reads its output, and the files that it may have been put into. */
function told(words: string, output: Value, { call, run }: { readonly call: EvaluatedCall; readonly run: Run }): Value {
  const { line } = call;
  const all = toldByCommands(words);
  if (all.length === 0) return output;
  const tellingAll = (start: Value): Value => all.reduce((value, { kind, name }) => from(value, { kind, name, line }), start);
  const telling = tellingAll(output);
  noteContent(call.named.get('stdout')?.keys ?? [], [tellingAll(UNKNOWN)], { line, run });
  noteContent(filesOfCommand(words).map((file) => `text:${file}`), [telling], { line, run });
  return telling;
}

// What it is told on its input, it runs.
const READS_COMMANDS = /^\W{0,40}(?:\S{0,300}[\\/])?(?:(?:(?:ba|z|da|k)?sh|cmd|powershell|pwsh|(python[\d.]*))(?:\.exe)?(?:\s+-(?!\w*c)\S*)*|batch|at\s(?!.*-\w*[fcrl]\b)[^|;&\n]{1,60})\s*$/i;

/** Who reads what a command is told on its input as commands; null where nobody does. */
function readerOf(words: string | null): 'shell' | 'python' | null {
  const found = words === null ? null : READS_COMMANDS.exec(words);
  if (found === null) return null;
  return found[1] === undefined ? 'shell' : 'python';
}

// What they start can be told more while it runs.
const KEEPS_OPEN = /^subprocess\.Popen$|^asyncio\.(?:subprocess\.)?create_subprocess_(?:exec|shell)$/;

/** What a shell, or Python, is told on its input while it runs. */
export function typeInto(call: EvaluatedCall, data: readonly Value[], { isPython, run }: { readonly isPython: boolean; readonly run: Run }): void {
  const code = data.find((value) => value.text !== null)?.text ?? null;
  if (isPython) return arrive(call, 'exec', { data, text: null, code, run });
  const text = code === null ? null : known(code);
  if (text !== null) record(call, 'process', { text, run });
  arrive(call, 'process', { data, text, run });
}

// What it is told on its input goes to another machine: `nc host port`, `curl -d @- address`.
const SENDS_INPUT = /^\W{0,40}(?:\S{0,300}[\\/])?(?:nc|ncat|netcat|telnet|socat|ssh|openssl\s+s_client)(?:\.exe)?\s(?!-\w*l)|\bcurl\b[^\n]{0,300}(?:@-|\s-T\s*-)/i;
const isOutlet = ({ name }: EvaluatedCall, words: string | null): boolean => KEEPS_OPEN.test(name) && words !== null && SENDS_INPUT.test(words) && commandTraits(words).has('contacts-network');

/** A program that sends what it is told while it runs. */
export const OUTLET = 'outlet';

/** What is known of what a command prints: a downloader prints what it has fetched. */
function outputOf(call: EvaluatedCall, words: string | null, { ingredients, run }: { readonly ingredients: readonly Value[]; readonly run: Run }): Value {
  const reader = KEEPS_OPEN.test(call.name) ? readerOf(words) : null;
  const output = changed(namedValue(`${reader ?? (isOutlet(call, words) ? OUTLET : call.name)}()`), { origins: mergeOrigins(ingredients) });
  if (words === null) return output;
  const telling = told(words, output, { call, run });
  return fetches(words) ? from(telling, { kind: 'network', name: call.name, line: call.line }) : telling;
}

/** A program can be asked for the clipboard, or to fill it. */
function noteClipboard(call: EvaluatedCall, words: string, run: Run): void {
  if (showsClipboard(words)) record(call, 'clipboard-read', { text: null, run });
  if (fillsClipboard(words)) record(call, 'clipboard-write', { text: null, run });
}

/** Notes what a command keeps of what it has fetched. */
function noteFetched(call: EvaluatedCall, command: Value | undefined, { words, run }: { readonly words: string | null; readonly run: Run }): void {
  const folder = words === null ? null : clonedInto(words);
  if (folder !== null) run.recording.writes.push({ keys: [`text:${folder}`], line: call.line, origins: [{ kind: 'network', name: 'git clone', line: call.line, steps: [] }], text: null, by: words ?? '' });
  if (words === null || command === undefined || !fetches(words)) return;
  const keys = keysOfFetched(command, words);
  if (keys.length > 0) run.recording.writes.push({ keys, line: call.line, origins: [{ kind: 'network', name: call.name, line: call.line, steps: [] }], text: null, by: words });
}

/** Words one by one; some are given as a list behind the program. */
const wordsOf = (given: readonly Value[]): readonly Value[] => given.flatMap((value) => (value.text === null && value.items !== null ? value.items : [value]));

/** A call that starts a program. */
export function processCall(call: EvaluatedCall, run: Run): Value {
  const given = givenOf(call);
  const command = given[0] ?? COMMAND_NAMES.map((name) => call.named.get(name)).find((value) => value !== undefined);
  const takesList = /^os\.(?:(?:exec|spawn)v|posix_spawn)/.test(call.name);
  const words = TAKES_WORDS.test(call.name) ? wordsGiven(call.name, wordsOf(given)) : takesList ? listedCommand(given) : commandText(command);
  // The third argument of the "v" kinds is the environment, which is no part of the command.
  const data = TAKES_WORDS.test(call.name) ? given : takesList ? given.slice(0, 2) : [command ?? UNKNOWN];
  const ingredients = [...data, ...data.flatMap((value) => value.items ?? []), ...fedWith(call)];
  for (const [name, value] of toolsOf(call.named.get('env'), run)) noteLineInVariable(name, value, { line: call.line, owner: call.scope.owner, run });
  record(call, 'process', { text: words, run });
  if (isShown(call, command)) arriveShown(call, ingredients, { words, run });
  else if (isRead(call, command)) arriveRead(call, command, { values: ingredients, words, run });
  else arrive(call, 'process', { data: ingredients, text: words, run });
  noteFetched(call, command, { words, run });
  const input = call.named.get('input');
  const reader = input === undefined ? null : readerOf(words);
  if (input !== undefined && reader !== null) typeInto(call, [input], { isPython: reader === 'python', run });
  if (words !== null) noteClipboard(call, words, run);
  return outputOf(call, words, { ingredients, run });
}

/** `pip.main(['install', …])` is the command of that name. */
export function pipCall(call: EvaluatedCall, run: Run): Value {
  const words = commandText(call.args[0] ?? call.named.get('args'));
  record(call, 'process', { text: `pip ${words ?? HOLE}`, run });
  return UNKNOWN;
}
