import { expect, test } from 'vitest';
import executablePth from '../../src/rules/executable-pth.js';

const severitiesOf = (line: string): readonly string[] => executablePth.check({ path: 'garden.pth', lines: [line] }).map(({ severity }) => severity);
const asked = (call: string): string => `import os; exec('try: ${call} if os.environ.get("GARDEN_WATER") else None\\nexcept ImportError: pass')`;

test('a line that calls a function of a module when a variable asks for it warns like one that always does', () => {
  expect(severitiesOf('import garden; garden.water()')).toEqual(['medium']);
  expect(severitiesOf(asked('__import__("garden").water()'))).toEqual(['medium']);
});

test.each(['import _virtualenv', 'import pywin32_bootstrap', 'import coverage; coverage.process_startup()'])('the line "%s" passes, and one that does more does not', (line) => {
  expect(severitiesOf(line)).toEqual([]);
  expect(severitiesOf(`${line}; import garden`)).not.toEqual([]);
});

const executed = (text: string, before = 'import os, sys;'): string => `${before}exec('${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`).replaceAll('\n', String.raw`\n`)}')`;
const measures = (call: string): string => `if 'COV_CORE_SOURCE' in os.environ:\n try:\n  from pytest_cov.embed import init\n  init()\n except Exception as exc:\n  sys.stderr.write(\n   "Failed to setup coverage. "\n   "Environ: {0!r} "\n   "Exception: {1!r}\\n".format(\n    ${call},\n    exc\n   )\n  )\n`;

test('the line of a plugin that measures coverage where a variable asks for it passes, and none that does anything else', () => {
  const known = "dict((k, v) for k, v in os.environ.items() if k.startswith('COV_CORE'))";
  expect(severitiesOf(executed(measures(known)))).toEqual([]);
  expect(severitiesOf(executed(measures('print(1)')))).toEqual(['medium']);
  expect(severitiesOf(executed(measures('os.system("ls")')))).toEqual(['critical']);
});

test('code in a text warns where a variable has to ask for all of it, and is blocked elsewhere', () => {
  const hook = 'if os.environ.get("GARDEN"):\n    # Comments\n\n    import garden\n    garden.water(1)\n';
  expect(severitiesOf(executed(hook))).toEqual(['medium']);
  expect(severitiesOf(executed(`import os\n\n${hook}`))).toEqual(['medium']);
  for (const text of [`${hook}garden.water(2)\n`, `${hook}else:\n    garden.water(2)\n`, hook.replace('garden.water(1)', 'os.system("ls")'), 'import garden\ngarden.water(1)\n']) expect(severitiesOf(executed(text))).toEqual(['critical']);
  expect(severitiesOf(executed(hook).replace('garden.water', String.raw`\x67arden.water`))).toEqual(['critical']);
});

test.each(['__import__("os").system("ls")', '__import__("garden").water("x")', '__import__("garden").water() or exec("x")', 'exec(__import__("garden").water)'])('a line that executes %s is blocked', (call) => {
  expect(severitiesOf(asked(call))).toEqual(['critical']);
});
