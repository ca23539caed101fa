import { commandOf } from './editor-tasks.js';
import { isObject, parseWithRemarks, type JsonTable } from './json-with-remarks.js';

const DEEPEST = 12;

/** Entries that a table names, and those within the lists of it: hooks stand in lists of lists. */
function entriesOf(value: unknown, depth = 0): readonly JsonTable[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((part) => entriesOf(part, depth + 1));
  return isObject(value) ? [value, ...Object.values(value).flatMap((part) => entriesOf(part, depth + 1))] : [];
}

// What a container for development runs while it is made, started or entered, and `initializeCommand` on the machine itself.
const OF_CONTAINER = ['initializeCommand', 'onCreateCommand', 'updateContentCommand', 'postCreateCommand', 'postStartCommand', 'postAttachCommand'];

function ofContainer(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return [value.filter((word) => typeof word === 'string').join(' ')];
  return isObject(value) && depth === 0 ? Object.values(value).flatMap((part) => ofContainer(part, 1)) : [];
}

/** Commands that a coding agent or an editor runs for whoever works in a folder: hooks, servers of tools (MCP), steps of a container for development. */
export function agentCommands(text: string): readonly string[] {
  const settings = parseWithRemarks(text);
  if (!isObject(settings)) return [];
  const entries = ['hooks', 'mcpServers', 'servers'].flatMap((key) => entriesOf(settings[key]));
  return [...entries.flatMap(commandOf), ...OF_CONTAINER.flatMap((key) => ofContainer(settings[key]))];
}
