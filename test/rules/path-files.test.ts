import { expect, test } from 'vitest';
import executablePth from '../../src/rules/executable-pth.js';

const severitiesOf = (line: string): readonly string[] => executablePth.check({ path: 'garden.pth', lines: [line] }).map(({ severity }) => severity);
const asked = (call: string): string => `import os; exec('try: ${call} if os.environ.get("GARDEN_WATER") else None\\nexcept ImportError: pass')`;

test('a line that calls a function of a module when a variable asks for it warns like one that always does', () => {
  expect(severitiesOf('import garden; garden.water()')).toEqual(['medium']);
  expect(severitiesOf(asked('__import__("garden").water()'))).toEqual(['medium']);
});

test.each(['__import__("os").system("ls")', '__import__("garden").water("x")', '__import__("garden").water() or exec("x")', 'exec(__import__("garden").water)'])('a line that executes %s is blocked', (call) => {
  expect(severitiesOf(asked(call))).toEqual(['critical']);
});
