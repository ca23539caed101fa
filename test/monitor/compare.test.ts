import { describe, expect, test } from 'vitest';
import { parsePackageName } from '../../src/core/name.js';
import type { Waiver } from '../../src/core/waiver.js';
import { compare } from '../../src/monitor/compare.js';
import { snapshotOf, isSnapshot, type SeenFinding, type SeenPackage, type Snapshot } from '../../src/monitor/snapshot.js';
import { advisory, decision, finding, gap, run } from '../reporters/build.js';

const pack = (name: string, changes: Partial<SeenPackage> = {}): SeenPackage => ({ name, version: '1.0', place: '/lib', state: 'a', verdict: 'safe', isPartlyUnchecked: false, ...changes });

function seen(name: string, rule: string, changes: Partial<SeenFinding> = {}): SeenFinding {
  return { key: `${name} ${rule}`, package: name, version: '1.0', place: '/lib', rule, severity: 'high', message: `${rule} in ${name}`, file: null, line: null, advisory: null, isFromService: false, ...changes };
}

const told = (name: string, id: string, changes: Partial<SeenFinding> = {}): SeenFinding => seen(name, id, { advisory: { id, kind: 'vulnerability', fixedIn: '2.0' }, isFromService: true, ...changes });

const snapshot = (packages: readonly SeenPackage[], findings: readonly SeenFinding[] = []): Snapshot => ({ format: 1, takenAtMs: 0, ruleset: 'r1', packages, findings });

const rulesOf = (findings: readonly SeenFinding[]): readonly string[] => findings.map(({ rule }) => rule);

const WAIVER: Waiver = { kind: 'code', package: parsePackageName('ada'), reason: 'read it', until: '2099-01-01', where: 'here', rule: 'exec-of-decoded-data', version: '1.0.0', sha256: new Set() };

describe('what is new', () => {
  test.each([
    ['a package that was not there', 'package-installed', [], pack('ada')],
    ['another version', 'version-changed', [pack('ada', { version: '0.9' })], pack('ada')],
    ['changed files', 'files-changed', [pack('ada')], pack('ada', { state: 'b' })],
    ['nothing but what became known', 'flagged-since-installed', [pack('ada')], pack('ada')],
  ] as const)('a finding that comes with %s says so', (...[, cause, before, now]) => {
    const { difference } = compare(snapshot([...before]), snapshot([now], [seen('ada', 'exec')]));
    expect(difference.added).toMatchObject([{ rule: 'exec', cause }]);
  });

  test('an advisory about a package that lay there is news about the package and not about its files, even when these were changed', () => {
    const { difference } = compare(snapshot([pack('ada')]), snapshot([pack('ada', { state: 'b' })], [told('ada', 'CVE-1')]));
    expect(difference.added).toMatchObject([{ cause: 'flagged-since-installed' }]);
  });

  test('what was there before is not told again', () => {
    const both = snapshot([pack('ada')], [seen('ada', 'exec'), told('ada', 'CVE-1')]);
    expect(compare(both, both).difference).toEqual({ added: [], changed: [], resolved: [], packages: { installed: [], removed: [], replaced: [] } });
  });
});

describe('what has changed', () => {
  test('an advisory that grew worse, turned out as malware, or got another fix', () => {
    const now = told('ada', 'CVE-1', { severity: 'critical', advisory: { id: 'CVE-1', kind: 'malware', fixedIn: null } });
    const { difference } = compare(snapshot([pack('ada')], [told('ada', 'CVE-1')]), snapshot([pack('ada')], [now]));
    expect(difference.changed).toMatchObject([{ changes: ['severity: was high', 'kind: was vulnerability', 'fixed version: was 2.0'] }]);
  });

  test('files that were changed already and are changed again', () => {
    const changed = [seen('ada', 'archive-record-mismatch')];
    const { difference } = compare(snapshot([pack('ada')], changed), snapshot([pack('ada', { state: 'b' })], changed));
    expect(difference.changed).toMatchObject([{ rule: 'archive-record-mismatch', changes: ['files: changed again'] }]);
  });

  test('packages that came, went, and were replaced, up or down', () => {
    const { difference } = compare(snapshot([pack('ada', { version: '2.0' }), pack('old')]), snapshot([pack('ada'), pack('new')]));
    expect(difference.packages).toMatchObject({ installed: [{ name: 'new' }], removed: [{ name: 'old' }], replaced: [{ name: 'ada', from: '2.0', to: '1.0' }] });
  });
});

describe('what is resolved', () => {
  test('a finding that is gone', () => {
    expect(rulesOf(compare(snapshot([pack('ada')], [told('ada', 'CVE-1')]), snapshot([pack('ada')])).difference.resolved)).toEqual(['CVE-1']);
  });

  test('not one that a service told of, when the service could not be asked: it stands until the service has spoken', () => {
    const before = snapshot([pack('ada')], [told('ada', 'CVE-1'), seen('ada', 'exec', { file: 'a.py' })]);
    const blind = compare(before, snapshot([pack('ada', { isPartlyUnchecked: true })]));
    expect([rulesOf(blind.difference.resolved), rulesOf(blind.next.findings)]).toEqual([['exec'], ['CVE-1']]);
    expect(rulesOf(compare(blind.next, snapshot([pack('ada')])).difference.resolved)).toEqual(['CVE-1']);
  });

  test('one about a version that is there no more, whatever the service does', () => {
    const before = snapshot([pack('ada')], [told('ada', 'CVE-1')]);
    expect(rulesOf(compare(before, snapshot([pack('ada', { version: '2.0', isPartlyUnchecked: true })])).difference.resolved)).toEqual(['CVE-1']);
  });
});

type Words = Parameters<typeof decision>[1];

const seenFor = (words: Words): readonly SeenFinding[] => snapshotOf(run({ decisions: [decision('ada', { fileName: 'lib', ...words })] })).findings;
const keysOf = (words: Words): readonly string[] => seenFor(words).map(({ key }) => key);
const rules = (words: Words): readonly string[] => rulesOf(seenFor(words));

describe('what a run has seen', () => {
  test('a matter keeps its key when its line, its version or a figure in its words change', () => {
    const one = keysOf({ version: '1.0', findings: [finding({ message: 'is 3 days old', rule: 'young' }), finding({ message: 'runs it', file: 'a.py', line: 3, snippet: 'exec(x)' })] });
    const two = keysOf({ version: '1.1', findings: [finding({ message: 'is 14 days old', rule: 'young' }), finding({ message: 'runs it', file: 'a.py', line: 9, snippet: 'exec(x)' })] });
    expect([one, new Set(one).size]).toEqual([two, 2]);
  });

  test('what is waived and mere capabilities are left out; code that cannot be read and a verdict without a finding are in', () => {
    const accepted = finding({ message: 'accepted' });
    expect(rules({ findings: [finding({ message: 'can', severity: 'info' })], gaps: [gap('service', 'OSV', 'down')] })).toEqual([]);
    expect(rules({ gaps: [gap('runs', 'setup.py', 'too large')] })).toEqual(['not-read']);
    expect(rules({ verdict: 'blocked', reasons: ['it is on the denylist'] })).toEqual(['policy']);
    expect(rules({ findings: [accepted], waived: [{ seen: accepted, waiver: WAIVER }] })).toEqual([]);
  });

  test('it is known again after it was kept as JSON, and what another version kept otherwise is not', () => {
    const kept = snapshotOf(run({ decisions: [decision('ada', { findings: [finding({ message: 'x', advisory: advisory('CVE-1') })] })], problems: [] }));
    expect([isSnapshot(JSON.parse(JSON.stringify(kept))), isSnapshot({ ...kept, format: 2 }), isSnapshot({ ...kept, findings: [{}] }), isSnapshot(null)]).toEqual([true, false, false, false]);
  });
});
