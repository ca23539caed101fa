import { expect, test } from 'vitest';
import { calledBySettings, calledByTemplate } from '../../src/formats/evaluated-settings.js';

const LOG = '[loggers]\nkeys=root\n[handlers]\nkeys=h\n[handler_h]\nclass=StreamHandler\n';

test.each([
  [`${LOG}args=(__import__("os").system("x"),)\n`, 'os.system'],
  [`${LOG}args = (eval("x"),)\n`, 'builtins.eval'],
])('the settings of a log call what stands in their arguments', (text, name) => {
  expect(calledBySettings(text)).toContainEqual({ name, line: 7 });
});

test.each([`${LOG}args=(sys.stdout,)\n`, `${LOG}args=('a.log', 'w')\n`, '[tool]\nargs = eval("x")\n', `${LOG}# args=(eval("x"),)\n`])('ordinary settings call nothing', (text) => {
  expect(calledBySettings(text)).toEqual([]);
});

test('a template calls what it reaches by way of an object', () => {
  expect(calledByTemplate('Dear\n{{ cycler.__init__.__globals__.os.popen("x").read() }}\n')).toEqual([{ name: 'os.popen', line: 2 }]);
});

test.each(['{{ name }} {{ os.popen("x") }}\n', 'class A:\n    __base__ = {{ base }}\n', '{% if x.__class__ %}eval(1){% endif %}\n'])('an ordinary template calls nothing', (text) => {
  expect(calledByTemplate(text)).toEqual([]);
});
