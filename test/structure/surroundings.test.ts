import { expect, test } from 'vitest';
import { terminalAbilities } from '../../src/platform/terminal.js';

test('tests find the same terminal and no settings wherever they run', () => {
  expect(terminalAbilities({ isTTY: true, columns: null, platform: 'linux', noColorFlag: false, environment: process.env })).toEqual({ colour: true, unicode: true, columns: 80, live: true, canAsk: true });
  expect(Object.keys(process.env).filter((name) => name.startsWith('PIP_'))).toEqual([]);
});
