const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

// Editors allow remarks and a comma behind the last entry. A text may hold what looks like a remark, an address for one.
const TEXT_OR_REMARK = /("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const LAST_COMMA = /("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g;
const keepTexts = (_: string, text: string | undefined): string => text ?? '';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '').replaceAll(TEXT_OR_REMARK, keepTexts).replaceAll(LAST_COMMA, keepTexts));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const DEEPEST = 12;
// Beside the command for all systems there may be one for each.
const SYSTEMS = ['windows', 'linux', 'osx'];

const wordOf = (word: unknown): string => (typeof word === 'string' ? word : isObject(word) && typeof word['value'] === 'string' ? word['value'] : '');

function commandOf(task: Readonly<Record<string, unknown>>): readonly string[] {
  const command = wordOf(task['command']);
  const words = Array.isArray(task['args']) ? task['args'].map(wordOf) : [];
  return command === '' ? [] : [[command, ...words].join(' ')];
}

/** Every task that a folder that is opened starts, wherever the file keeps them: a workspace has them one level further down. */
function tasksIn(value: unknown, depth = 0): readonly Readonly<Record<string, unknown>>[] {
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
  return tasksIn(parsed(text)).flatMap((task) => [task, ...SYSTEMS.map((system) => task[system]).filter(isObject)].flatMap(commandOf));
}
