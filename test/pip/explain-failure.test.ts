import { expect, test } from 'vitest';
import { explainFailure, pipReason } from '../../src/pip/explain-failure.js';
import type { MissingContext } from '../../src/pip/explain-missing.js';

const context = (files: { wheels?: string[]; sdists?: string[] } = {}, near: string | null = null): MissingContext => ({
  wantedFor: 'Python 3.11.7 here',
  wantsSource: () => false,
  silent: [],
  lookedIn: { anIndex: true, findLinks: [] },
  filesOf: () => Promise.resolve({ wheels: files.wheels ?? [], sdists: files.sdists ?? [] }),
  nearestName: () => near,
});

const missing = (requirement: string, versions = 'none') => ({
  code: 1,
  stdout: '',
  stderr: `ERROR: Could not find a version that satisfies the requirement ${requirement} (from versions: ${versions})\nERROR: No matching distribution found for ${requirement}\n`,
});

test('an unknown package gets the popular name that it looks like', async () => {
  await expect(explainFailure(missing('reqeusts'), context({}, 'requests'))).resolves.toMatchObject({ code: 'unknown-package', hint: 'did you mean requests?' });
});

test('an unknown package gets that name as well where not everything could be asked', async () => {
  const silent = [{ url: 'https://files.invalid/simple', why: 'no such host' }];
  await expect(explainFailure(missing('reqeusts'), { ...context({}, 'requests'), silent })).resolves.toMatchObject({ code: 'index-unreachable', hint: 'did you mean requests? Or try again when everything answers' });
});

test('a package with only source packages that do not fit is named', async () => {
  const error = await explainFailure(missing('onlysource'), context({ sdists: ['onlysource-1.0.tar.gz'] }));
  expect(error).toMatchObject({ name: 'ToolError', code: 'no-wheel' });
  expect(error.message).toContain('onlysource has only source packages (onlysource-1.0.tar.gz)');
});

test('wheels for other platforms are not called an unknown package', async () => {
  await expect(explainFailure(missing('native'), context({ wheels: ['native-1-cp39-cp39-win_amd64.whl'] }))).resolves.toMatchObject({ code: 'no-wheel' });
});

test('a package whose wheels do not fit is named once, and for what', async () => {
  const windows = context({ wheels: ['native-1-cp39-cp39-win_amd64.whl'] });
  await expect(explainFailure(missing('native'), windows)).resolves.toMatchObject({ message: 'native has 1 wheel, but none that is for Python 3.11.7 here' });
  await expect(explainFailure(missing('native>=1'), { ...windows, wantedFor: 'Python 3.9, platform win32' })).resolves.toMatchObject({ message: 'native has 1 wheel, but none for native>=1 that is for Python 3.9, platform win32' });
});

test('where --no-binary asks for source packages and there are none, that is what the user can mend', async () => {
  const error = await explainFailure(missing('native'), { ...context({ wheels: ['native-1-py3-none-any.whl'] }), wantsSource: () => true });
  expect(error).toMatchObject({ name: 'UserError', message: expect.stringMatching(/^--no-binary asks for a source package of native, and there is none/) });
});

test('where --no-binary asks for source packages and none fits, the wheels are not the reason', async () => {
  const error = await explainFailure(missing('native'), { ...context({ wheels: ['native-1-py3-none-any.whl'], sdists: ['native-1.tar.gz'] }), wantsSource: () => true });
  expect(error).toMatchObject({ code: 'no-wheel', message: expect.stringContaining('(there is native-1.tar.gz), and none of them may be used on Python 3.11.7 here') });
});

test('a version that does not exist is told with those that do', async () => {
  const error = await explainFailure(missing('flask==99', '3.0, 3.1'), context());
  expect(error.message).toBe('no version of flask fits flask==99 (there are: 3.0, 3.1)');
});

test('a conflict keeps the reason that pip gives', async () => {
  const outcome = {
    code: 1,
    stdout: 'The conflict is caused by:\n    The user requested b==1\n    a 1.0 depends on b>=2\n\nTo fix this you could try to:\n',
    stderr: 'ERROR: Cannot install a and b==1 because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit https://pip.pypa.io\n',
  };
  const error = await explainFailure(outcome, context());
  expect(error).toMatchObject({ name: 'UserError', code: 'conflicting-requirements' });
  expect(error.message).toContain('a 1.0 depends on b>=2');
  expect(error.message).not.toMatch(/help visit|To fix this/);
});

const constrained = (constraint: string) => ({
  code: 1,
  stdout: `The conflict is caused by:\n    The user requested six\n    The user requested (constraint) six${constraint}\n\nTo fix this you could try to:\n`,
  stderr: 'ERROR: Cannot install six because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit https://pip.pypa.io\n',
});

test('a constraint that no version fits is no contradiction, and is told with the versions that there are', async () => {
  const error = await explainFailure(constrained('==99'), context({ wheels: ['six-1.16.0-py2.py3-none-any.whl'], sdists: ['six-1.9.0.tar.gz'] }));
  expect(error).toMatchObject({ name: 'UserError', message: 'no version of six fits the constraint six==99 (there are: 1.9.0, 1.16.0)', hint: 'change or remove that constraint' });
});

test('a constraint that no version fits may do so where nobody could look', async () => {
  const silent = [{ url: 'https://files.invalid/simple', why: 'no such host' }];
  await expect(explainFailure(constrained('==99'), { ...context({ wheels: ['six-1.16.0-py2.py3-none-any.whl'] }), silent })).resolves.toMatchObject({ code: 'index-unreachable' });
});

test('a constraint that some version fits stays one side of a contradiction', async () => {
  const error = await explainFailure(constrained('>=1'), context({ wheels: ['six-1.16.0-py2.py3-none-any.whl'] }));
  expect(error.message).toMatch(/^these requirements contradict each other/);
});

test('a program that pip was refused is told as a source dependency', async () => {
  await expect(explainFailure({ code: 2, stdout: '', stderr: 'PermissionError: depsec-refused: pip may start no program while it resolves' }, context())).resolves.toMatchObject({ code: 'resolution-failed' });
});

test('the reason is the ERROR lines alone', () => {
  expect(pipReason({ stdout: '', stderr: 'WARNING: x\nERROR: first\nTraceback\nERROR: second\n' })).toBe('first\nsecond');
});

test('a file whose metadata tells another version is told with both', async () => {
  const line = "Requested mako==1.3.10 from http://x.invalid/mako-1.3.10.tar.gz has inconsistent version: expected '1.3.10', but metadata has '1.3.10.dev0'";
  const outcome = { ...missing('mako==1.3.10', '1.3.10'), stdout: `  Discarding http://x.invalid/mako-1.3.10.tar.gz: ${line}\n` };
  await expect(explainFailure(outcome, context())).resolves.toMatchObject({ code: 'resolution-failed', message: expect.stringContaining("metadata has '1.3.10.dev0'") });
});

test('what lacks a version or a hash is listed with what needs it, and not with a file of this run', async () => {
  const sentence = 'ERROR: In --require-hashes mode, all requirements must have their versions pinned with ==. These do not:\n';
  const listed = '    flask from https://x.invalid/flask-3.1.3-py3-none-any.whl#sha256=00 (from -r /run/requirements.txt (line 2))\n    blinker>=1.9.0 from https://x.invalid/b.whl (from flask==3.1.3->-r /run/requirements.txt (line 2))\n';
  const error = await explainFailure({ code: 1, stdout: '', stderr: sentence + listed }, context());
  expect(error).toMatchObject({ name: 'UserError', code: 'bad-requirement' });
  expect(error.message.split('\n').slice(1)).toEqual(['    flask', '    blinker>=1.9.0 (needed by flask==3.1.3)']);
  const other = 'ERROR: Hashes are required in --require-hashes mode, but they are missing from some requirements. Here is a list of those requirements along with the hashes their downloaded archives actually had. Add lines.\n    six==1.0 --hash=sha256:00\n';
  expect((await explainFailure({ code: 1, stdout: '', stderr: other }, context())).message.split('\n').slice(1)).toEqual(['    six==1.0']);
});

test('what may lie in a place that does not answer is not called unknown, and that place is named', async () => {
  const silent = { ...context(), silent: [{ url: 'https://pypi.invalid/simple', why: 'no such host' }] };
  for (const outcome of [missing('nettle'), missing('nettle==9', '1.0')]) {
    await expect(explainFailure(outcome, silent)).resolves.toMatchObject({ name: 'ToolError', code: 'index-unreachable', message: expect.stringContaining('https://pypi.invalid/simple (no such host)') });
  }
});

test('without an index the find-links places are told that it was looked in', async () => {
  const offline = { ...context(), lookedIn: { anIndex: false, findLinks: ['/opt/wheels', 'https://files.invalid/'] } };
  await expect(explainFailure(missing('nettle'), offline)).resolves.toMatchObject({ code: 'unknown-package', message: 'no package named nettle in /opt/wheels, https://files.invalid/', hint: 'check the spelling, name the place where it lies with --find-links, or leave out --no-index' });
  const wheels = { ...context({ wheels: ['nettle-1-py3-none-any.whl'] }), lookedIn: offline.lookedIn, wantsSource: () => true };
  await expect(explainFailure(missing('nettle'), wheels)).resolves.toMatchObject({ message: expect.stringContaining('and there is none in /opt/wheels, https://files.invalid/') });
});

test('without an index and without a find-links place nothing is said to have been looked in', async () => {
  const nowhere = { ...context(), lookedIn: { anIndex: false, findLinks: [] } };
  await expect(explainFailure(missing('nettle'), nowhere)).resolves.toMatchObject({ message: 'no package named nettle can be found: there is no index and no find-links place to look in' });
  const silent = [{ url: 'file:///gone/', why: 'no such folder' }];
  await expect(explainFailure(missing('nettle'), { ...nowhere, silent })).resolves.toMatchObject({ message: 'no package named nettle in any place that answers, and not everything could be asked: file:///gone/ (no such folder)' });
});

const failed = (stderr: string): Promise<Error> => explainFailure({ code: 1, stdout: '', stderr }, context());

test('what is for another Python is told with what it needs', async () => {
  await expect(failed("ERROR: Package 'idna' requires a different Python: 3.8.18 not in '>=3.9'\n")).resolves.toMatchObject({ name: 'UserError', message: 'idna needs Python >=3.9, and this is 3.8.18', hint: expect.stringContaining('--python') });
  await expect(failed("ERROR: Packages require a different Python. 3.8.18 not in:\n'>=3.9' (required by a-1.0)\n'>=3.10' (required by b-2.0)\n")).resolves.toMatchObject({ message: 'this is Python 3.8.18, and a-1.0 needs >=3.9, b-2.0 needs >=3.10' });
});

test('a file that is no wheel is named', async () => {
  const outcome = { code: 1, stdout: '', stderr: "ERROR: Wheel 'acorn' located at /garden/acorn-1.0-py3-none-any.whl is invalid.\n" };
  await expect(explainFailure(outcome, context())).resolves.toMatchObject({ code: 'resolution-failed', message: '/garden/acorn-1.0-py3-none-any.whl is no wheel that pip can read' });
});

test.each(['requirements.txt', 'dev-requirements.in', 'uv.lock'])('%s, which does not lie there, is told as a file that -r reads', async (name) => {
  await expect(explainFailure(missing(name), context({}, 'requests'))).resolves.toMatchObject({ code: 'unknown-package', hint: `a file that asks for packages is read by -r, and none called ${name} lies here.` });
});

test('an address whose project has another name than it was given is told with both', async () => {
  const line = "Requested idna@ file:///garden/p from file:///garden/p (from idna @ file:///private/run/source.tar.gz) has inconsistent name: expected 'idna', but metadata has 'my-proj'";
  await expect(explainFailure({ code: 1, stdout: '', stderr: `ERROR: ${line}\n` }, context())).resolves.toMatchObject({ name: 'UserError', message: 'file:///garden/p is not idna: its metadata calls it my-proj', hint: 'write "my-proj @ file:///garden/p", or the address alone' });
});
