import { escapeForTerminal } from './terminal.js';

// What ends a command's data, and what also ends a property (the runner's ActionCommand).
const IN_DATA = /[%\r\n]/g;
const IN_PROPERTY = /[%\r\n:,]/g;

const percent = (character: string): string => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Text of a package as part of the data of a workflow command: it neither ends the line nor begins one. */
export function escapeForCommand(text: string, width = 1_000): string {
  return escapeForTerminal(text, { width }).replace(IN_DATA, percent);
}

/** Text of a package as a property of a workflow command (`file=…`, `title=…`). */
export function escapeForProperty(text: string, width = 500): string {
  return escapeForTerminal(text, { width }).replace(IN_PROPERTY, percent);
}

/** One workflow command. Properties and lines are escaped already; lines are joined by what the runner shows as a line break. */
export function workflowCommand(name: 'error' | 'warning' | 'notice', properties: Readonly<Record<string, string>>, lines: readonly string[]): string {
  const words = Object.entries(properties).map(([key, value]) => `${key}=${value}`);
  return `::${name}${words.length > 0 ? ` ${words.join(',')}` : ''}::${lines.join('%0A')}`;
}
