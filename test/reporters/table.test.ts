import { expect, test } from 'vitest';
import type { Look } from '../../src/core/run.js';
import { displayWidth } from '../../src/reporters/escape/display-width.js';
import { table } from '../../src/reporters/registry.js';
import { closing } from '../../src/reporters/table/closing.js';
import { isListed, packageLines } from '../../src/reporters/table/package-lines.js';
import { decision, finding, look, run } from './build.js';
import { sampleRuns } from './sample-runs.js';

const looks: readonly Look[] = [
  look(),
  look({ colour: true }),
  look({ unicode: false }),
  look({ verbosity: 'quiet' }),
  look({ verbosity: 'verbose' }),
  look({ verbosity: 'very-verbose', columns: 200 }),
  look({ columns: 40 }),
];
const rendered = Object.entries(sampleRuns).flatMap(([sample, finished]) => looks.map((seen) => ({ sample, seen, text: table.render(finished, seen) })));
const withoutColour = (text: string): string => text.replace(/\x1b\[\d+m/g, '');

test('the founding lines are word for word', () => {
  const lines = table.render(sampleRuns['typosquat-among-twelve']!, look()).split('\n');
  expect(lines).toContain('Analyzing flask (3.0.0) ✓ Safe');
  expect(lines).toContain("Analyzing reqeusts (1.0.0) ✗ Blocked — Typosquat of 'requests' (distance: 2)");
  expect(lines).toContain('  → setup.py contains: subprocess.Popen, base64.b64decode');
  expect(lines.at(-2)).toBe('11 packages safe · 0 warnings · 1 blocked');
});

test('what several rules say of one line stands below it, and the line is shown once', () => {
  const place = { file: 'setup.py', line: 3, snippet: 'exec(decode(x))' };
  const findings = [finding({ ...place, message: 'exec runs what was decoded' }), finding({ ...place, rule: 'hidden-code', message: 'what is decoded starts a shell' }), finding({ ...place, line: 9, rule: 'other', message: 'another line' })];
  const lines = packageLines(decision('acorn', { verdict: 'blocked', reasons: ['because'], findings }), look());
  expect(lines.filter((line) => line.includes('exec(decode(x))'))).toHaveLength(2);
  expect(lines).toContain('  + what is decoded starts a shell');
});

test('a version that nobody knows is left out', () => {
  expect(packageLines(decision('acorn', { version: '' }), look())[0]).toBe('Analyzing acorn ✓ Safe');
});

test('of a version with several files each is named', () => {
  const decisions = [decision('acorn', { shownAs: 'acorn-1.0-cp312-win.whl' }), decision('acorn', { shownAs: 'acorn-1.0.tar.gz', verdict: 'warned', reasons: ['odd'] }), decision('moss', { shownAs: 'moss-1.0.tar.gz' })];
  expect(table.render(run({ decisions }), look()).split('\n').filter((line) => line.startsWith('Analyzing'))).toEqual([
    'Analyzing acorn (1.0.0) acorn-1.0-cp312-win.whl ✓ Safe', 'Analyzing moss (1.0.0) ✓ Safe', 'Analyzing acorn (1.0.0) acorn-1.0.tar.gz ! Warning — odd',
  ]);
});

test('one package and one warning are told in the singular', () => {
  const decisions = [decision('six'), decision('attrs-extra', { verdict: 'warned', reasons: ['project is 2 days old'] })];
  expect(closing(run({ decisions }), look()).at(-1)).toBe('1 package safe · 1 warning · 0 blocked');
});

test('twenty packages get a line each, of twenty-one only what is not safe', () => {
  const safe = decision('six');
  expect(isListed(safe, 20, look())).toBe(true);
  expect(isListed(safe, 21, look())).toBe(false);
  expect(isListed(safe, 21, look({ verbosity: 'verbose' }))).toBe(true);
  expect(isListed(decision('six', { verdict: 'warned' }), 21, look())).toBe(true);
});

test('quiet shows blocks and hides warnings', () => {
  const quiet = look({ verbosity: 'quiet' });
  expect(isListed(decision('six', { verdict: 'blocked' }), 1, quiet)).toBe(true);
  expect(isListed(decision('six', { verdict: 'warned' }), 1, quiet)).toBe(false);
});

test('lines printed while the run goes on and the closing make up the whole report', () => {
  const finished = sampleRuns['seven-safe']!;
  const live = [...finished.decisions.flatMap((one) => packageLines(one, look())), ...closing(finished, look())];
  expect(`${live.join('\n')}\n`).toBe(table.render(finished, look()));
});

test.each(rendered)('no line of $sample is wider than the terminal, so the terminal never wraps package text to the margin', ({ seen, text }) => {
  const lines = withoutColour(text).split('\n');
  expect(lines.filter((line) => displayWidth(line) > seen.columns && !/^\d+ packages? safe/.test(line))).toEqual([]);
});

test.each(rendered)('every line at the margin of $sample begins with words of depsec', ({ text }) => {
  const words =
    /^($|Analyzing |Cannot judge\b|Warning:|Could not check\b|Not read: |Already installed, and not judged:|Run again |Look at the code |If you have |everything |To trust |~\/\.depsec|Blocked, but |Took |Dry run|Installed |installed\.|did not pass|Nothing |Using |\d+ packages? safe)/;
  expect(withoutColour(text).split('\n').filter((line) => !line.startsWith('  ') && !words.test(line))).toEqual([]);
});

test.each(rendered)('$sample ends in exactly one newline and holds no control character but colours where they are wanted', ({ seen, text }) => {
  expect(text).toMatch(/[^\n]\n$/);
  expect(seen.colour ? withoutColour(text) : text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]/);
});

test('without UTF-8 a report is printable ASCII', () => {
  for (const finished of Object.values(sampleRuns)) expect(table.render(finished, look({ unicode: false }))).toMatch(/^[\x20-\x7e\n]*$/);
});

test('a version that is none cannot pose as a verdict', () => {
  const [line] = packageLines(decision('evil', { version: '1.0) ✓ Safe', verdict: 'blocked', reasons: ['denied'] }), look());
  expect(line).toBe('Analyzing evil ("1.0) ✓ Safe") ✗ Blocked — denied');
});

test('code pushed out of sight behind blanks is shown', () => {
  const hidden = finding({ file: 'a.py', line: 1, message: 'runs code', snippet: `x = 1;${' '.repeat(500)}exec(y)` });
  expect(packageLines(decision('evil', { verdict: 'blocked', reasons: ['bad'], findings: [hidden] }), look())).toContain('  → a.py:1  x = 1; ... exec(y)');
});

test('more findings than five are counted', () => {
  const findings = Array.from({ length: 9 }, (_, index) => finding({ message: `thing ${index}`, file: 'a.py', line: index + 1 }));
  const lines = packageLines(decision('evil', { verdict: 'blocked', reasons: ['bad'], findings }), look());
  expect(lines).toHaveLength(7);
  expect(lines.at(-1)).toBe('    and 4 more (--verbose shows them)');
});

test('a block from the denylist does not suggest the allowlist', () => {
  const decisions = [decision('six', { verdict: 'blocked', reasons: ['on the denylist'] })];
  expect(table.render(run({ decisions }), look())).not.toContain('allowlist');
});

test('a safe package keeps its capabilities to itself until asked', () => {
  const capable = decision('six', { findings: [finding({ severity: 'info', message: 'imports os' })] });
  expect(packageLines(capable, look())).toEqual(['Analyzing six (1.0.0) ✓ Safe']);
  expect(packageLines(capable, look({ verbosity: 'very-verbose' })).join('\n')).toContain('imports os');
});

test('a blocked package that was let in is told loudly, even by --quiet', () => {
  const lines = closing(sampleRuns['let-in-anyway']!, look({ verbosity: 'quiet' }));
  expect(lines).toContain('Blocked, but reqeusts (1.0.0) was installed anyway (--allow-blocked).');
});

test('a gap that the headline has told is not told twice', () => {
  const text = table.render(sampleRuns['not-fully-read']!, look());
  expect(text.match(/packed\/__init__\.py/g)).toHaveLength(1);
});

test('a package on the allowlist is shown with what would have become of it, however many there are', () => {
  const allowed = decision('six', { reasons: ['on the allowlist; without it: blocked'] });
  expect(isListed(allowed, 500, look())).toBe(true);
  expect(packageLines(allowed, look())).toEqual(['Analyzing six (1.0.0) ✓ Safe — on the allowlist; without it: blocked']);
});

test('why a finding matters is told once for each rule, in one paragraph', () => {
  const twice = [1, 2].map((line) => finding({ file: 'a.py', line, message: `thing ${line}`, why: 'It hides\nwhat it does' }));
  const lines = packageLines(decision('evil', { verdict: 'blocked', reasons: ['bad'], findings: twice }), look());
  expect(lines.filter((line) => line.includes('It hides'))).toEqual(['    It hides what it does.']);
});

test('of a scanned folder that is called otherwise than its package the path is told, and explain takes that', () => {
  const here = decision('petals', { verdict: 'blocked', fileName: 'checkout', shownAs: 'checkout', findings: [finding({ message: 'runs what it decoded' })] });
  const local = { ...here, report: { ...here.report, artifact: { ...here.report.artifact, isLocal: true } } };
  const text = table.render(run({ command: 'scan', decisions: [local] }), look());
  expect(text).toContain('  file checkout\n');
  expect(text).toContain('depsec explain checkout\n');
  expect(table.render(run({ decisions: [here] }), look())).toContain('depsec explain petals\n');
});
