import { isObject, parseWithRemarks, type JsonTable } from './json-with-remarks.js';

const DEEPEST = 12;
// Beside the command for all systems there may be one for each.
const SYSTEMS = ['windows', 'linux', 'osx'];

const wordOf = (word: unknown): string => (typeof word === 'string' ? word : isObject(word) && typeof word['value'] === 'string' ? word['value'] : '');

/** The command of an entry with its words; none where it has none. */
export function commandOf(task: JsonTable): readonly string[] {
  const command = wordOf(task['command']);
  const words = Array.isArray(task['args']) ? task['args'].map(wordOf) : [];
  return command === '' ? [] : [[command, ...words].join(' ')];
}

/** Every task that a folder that is opened starts, wherever the file keeps them: a workspace has them one level further down. */
function tasksIn(value: unknown, depth = 0): readonly JsonTable[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((part) => tasksIn(part, depth + 1));
  if (!isObject(value)) return [];
  const options = value['runOptions'];
  const own = isObject(options) && options['runOn'] === 'folderOpen' ? [value] : [];
  return [...own, ...Object.values(value).flatMap((part) => tasksIn(part, depth + 1))];
}

/** Commands that an editor runs as soon as somebody opens the folder, in a `tasks.json` or a workspace; those that wait for a key are left out. */
export function tasksOnOpen(text: string): readonly string[] {
  if (!text.includes('folderOpen')) return [];
  return tasksIn(parseWithRemarks(text)).flatMap((task) => [task, ...SYSTEMS.map((system) => task[system]).filter(isObject)].flatMap(commandOf));
}
