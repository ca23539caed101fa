import { expect, test } from 'vitest';
import { readCommandLine } from '../../../src/cli/argv/command-line.js';
import { createHost } from '../../../src/cli/create-host.js';
import { createProgram } from '../../../src/cli/program.js';

const read = (...argv: readonly string[]) => readCommandLine(argv, createProgram(createHost()));
const installed = (...words: readonly string[]): readonly string[] => {
  const line = read('install', ...words);
  return 'own' in line ? line.own.slice(1) : [];
};

test.each([
  [['-Ur', 'req.txt'], ['--upgrade', '--requirement=req.txt']],
  [['-rreq.txt', '-qU'], ['--requirement=req.txt', '--quiet', '--upgrade']],
  [['-e.'], ['--editable=.']],
  [['-vvU', 'x'], ['--verbose', '--verbose', '--upgrade', '--', 'x']],
  [['-f=links'], ['--find-links==links']],
  [['--find-l', 'here', '--targ=there'], ['--find-links=here', '--target=there']],
  [['--no-dependencies', '--source', 'x', '--default-timeout', '3'], ['--no-deps', '--src=x', '--timeout=3']],
  [['a', '-U', 'b', '--', '-c'], ['--upgrade', '--', 'a', 'b', '-c']],
  [['--index-url', '--pre'], ['--index-url=--pre']],
  [['--config-settings', 'a=b=c'], ['--config-settings=a=b=c']],
  [['--compile', '--no-compile', '--user', '--no-user', '--user'], ['--no-compile', '--user']],
  [['--allow-b', 'x'], ['--allow-blocked', '--', 'x']],
  [['--requirement', 'a', '--requirements', 'b'], ['--requirement=a', '--requirements=b']],
] as const)('%j means %j', (given, meant) => {
  expect(installed(...given)).toEqual(meant);
});

test.each([
  [['--fooo'], 'no such option: --fooo'],
  [['--fooo=3'], 'no such option: --fooo'],
  [['-Uy'], 'no such option: -y'],
  [['--no-dep'], 'ambiguous option: --no-dep (--no-dependencies, --no-deps?)'],
  [['--pre=1'], '--pre option does not take a value'],
  [['-U', '-r'], '-r option requires 1 argument'],
  [['--targ'], '--target option requires 1 argument'],
  [['--progress-bar', 'wide'], "option --progress-bar: invalid choice: 'wide' (choose from 'auto', 'on', 'off', 'raw')"],
  [['--retries', 'many'], "option --retries: invalid integer value: 'many'"],
  [['--timeout', 'long'], "option --timeout: invalid floating-point value: 'long'"],
] as const)('%j is refused as pip refuses it: %s', (given, message) => {
  expect(() => installed(...given)).toThrow(message);
});

test('an abbreviation that only depsec knows is of an option of depsec, and never changes what one means to pip', () => {
  expect(installed('--skip', 'u')).toEqual(['--skip-index=u']);
  // --platform alone; --format and --offline of depsec begin otherwise, --python and --python-version do not fit.
  expect(installed('--pl', 'any')).toEqual(['--platform=any']);
});

test.each([
  [['pip', 'install', '-U', 'x'], { own: ['install', '--upgrade', '--', 'x'] }],
  [['pip', '-q', '--retries', '3', 'install', 'x'], { own: ['install', '--quiet', '--retries=3', '--', 'x'] }],
  [['pip', '--python=/p', 'download', '-d', 'to', 'x'], { own: ['pip', 'download', '--python=/p', '--dest=to', '--', 'x'] }],
  [['pip', 'wheel', '-wto', 'x'], { own: ['pip', 'wheel', '--wheel-dir=to', '--', 'x'] }],
  [['--as-pip-of', '/v/python', 'install', 'x'], { own: ['install', '--python=/v/python', '--', 'x'], shimOf: '/v/python' }],
  [['pip', 'list', '--format', 'json'], { pip: ['list', '--format', 'json'], python: null }],
  [['pip', '--python', 'install', 'list'], { pip: ['--python', 'install', 'list'], python: null }],
  [['pip', '--version'], { pip: ['--version'], python: null }],
  [['pip', '-qV', 'install'], { pip: ['-qV', 'install'], python: null }],
  [['pip', '--nonsense', 'install', 'x'], { pip: ['--nonsense', 'install', 'x'], python: null }],
  [['pip'], { pip: [], python: null }],
  [['--as-pip-of', '/v/python', '--help'], { pip: ['--help'], python: '/v/python' }],
  [['pip', '--help'], { own: ['pip', '--help'] }],
  [['scan', '--any', 'thing'], { own: ['scan', '--any', 'thing'] }],
] as const)('%j is read as %j', (argv, line) => {
  expect(read(...argv)).toEqual(line);
});

test('pip lock, which would build what nobody has judged, is refused; its help is not', () => {
  expect(() => read('pip', 'lock', '.')).toThrow('depsec cannot judge them');
  expect(read('pip', 'lock', '--help')).toEqual({ pip: ['lock', '--help'], python: null });
});
