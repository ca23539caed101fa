import { expect, test } from 'vitest';
import { tasksOnOpen } from '../../src/formats/editor-tasks.js';

const ON_OPEN = '"runOptions": { "runOn": "folderOpen" }';

test('tasks are told that an editor runs when a folder is opened, with their words and for each system', () => {
  expect(tasksOnOpen(`{ "version": "2.0.0", "tasks": [{ "label": "a", "command": "sh", "args": ["-c", { "value": "echo a", "quoting": "strong" }], "windows": { "command": "cmd /c a" }, ${ON_OPEN} }] }`)).toEqual(['sh -c echo a', 'cmd /c a']);
});

test('those of a workspace are told as well', () => {
  expect(tasksOnOpen(`{ "folders": [], "tasks": { "tasks": [{ "command": "make a", ${ON_OPEN} }] } }`)).toEqual(['make a']);
});

test('remarks and a comma behind the last entry hide nothing', () => {
  expect(tasksOnOpen(`// "runOn"\n{ "tasks": [{ "command": "curl https://example.invalid/a", /* a */ ${ON_OPEN}, }, ] }`)).toEqual(['curl https://example.invalid/a']);
});

test.each([
  ['tasks that wait for a key', '{ "tasks": [{ "command": "make a" }] }'],
  ['a task beside one that does not wait', `{ "tasks": [{ "command": "make a" }, { "label": "folderOpen", "runOptions": { "runOn": "default" }, "command": "make b" }] }`],
  ['a task without a command', `{ "tasks": [{ "type": "npm", ${ON_OPEN} }] }`],
  ['a text that is no JSON', `"runOn": "folderOpen" {`],
])('%s run nothing by themselves', (_, text) => {
  expect(tasksOnOpen(text)).toEqual([]);
});
