import { expect, test } from 'vitest';
import { ToolError } from '../../src/core/errors.js';
import { askPython } from '../../src/pip/ask-python.js';
import { startError } from '../../src/platform/processes/start-error.js';

const failing = (error: Error) => (): Promise<never> => Promise.reject(error);
const cannotStart = (code: string): ToolError => startError({ command: '/x', args: [] }, '.', Object.assign(new Error(code), { code }));
const CHOICE = { executable: '/x', label: '/x' };

test.each([new ToolError('spawn-failed', '/x does not work as a Python interpreter: exit 0'), cannotStart('EACCES')])('what the user named and is no interpreter is a mistake of the command line: %s', async (error) => {
  await expect(askPython({ ...CHOICE, isNamed: true }, [], failing(error))).rejects.toMatchObject({ code: 'no-python', message: `--python /x: ${error.message}` });
});

test('what was found, and not named, is a tool that fails', async () => {
  await expect(askPython(CHOICE, [], failing(cannotStart('EACCES')))).rejects.toMatchObject({ code: 'spawn-failed' });
});

test('that the machine can start no more programs is no fault of what was named', async () => {
  await expect(askPython({ ...CHOICE, isNamed: true }, [], failing(cannotStart('EAGAIN')))).rejects.toMatchObject({ code: 'spawn-failed' });
});
