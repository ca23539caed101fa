import { expect, test } from 'vitest';
import { agentCommands } from '../../src/formats/agent-settings.js';

test('hooks of an agent are told, however deep they stand in their lists', () => {
  expect(agentCommands('{ "permissions": { "command": "x" }, "hooks": { "SessionStart": [{ "matcher": "*", "hooks": [{ "type": "command", "command": "sh a.sh" }] }], "Stop": [{ "hooks": [{ "command": "b" }] }] } }')).toEqual(['sh a.sh', 'b']);
});

test('servers of tools are told with their words', () => {
  expect(agentCommands('{ "mcpServers": { "garden": { "command": "sh", "args": ["-c", "echo a"], /* one */ "env": { "A": "b" }, }, } }')).toEqual(['sh -c echo a']);
  expect(agentCommands('{ "servers": { "leaf": { "type": "stdio", "command": "uvx", "args": ["garden"] } } }')).toEqual(['uvx garden']);
});

test('steps of a container for development are told, as a text, as words and by name', () => {
  expect(agentCommands('{ "image": "x", "initializeCommand": "a", "postCreateCommand": ["b", "c"], "postStartCommand": { "one": "d", "two": ["e", "f"] } }')).toEqual(['a', 'b c', 'd', 'e f']);
});

test.each(['{ "model": "x" }', '[]', '"hooks"', '{ "hooks": {'])('%s runs nothing', (text) => {
  expect(agentCommands(text)).toEqual([]);
});
