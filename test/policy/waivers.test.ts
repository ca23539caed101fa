import { describe, expect, test } from 'vitest';
import { isSha256 } from '../../src/core/artifact.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import type { AdvisoryWaiver, CodeWaiver, Waiver } from '../../src/core/waiver.js';
import { decide } from '../../src/policy/decide.js';
import { advisoryFinding, artifact, finding, gap, malwareFinding, policy, report } from './reports.js';

const other = 'b'.repeat(64);
if (!isSha256(other)) throw new Error('not a digest');

const written = { package: artifact.name, reason: 'looked at', until: '2026-06-15', where: 'waivers.toml: waiver 1' };
const code = (some: Partial<CodeWaiver> = {}): Waiver => ({ ...written, kind: 'code', rule: 'some-rule', version: '1.0', sha256: new Set([artifact.sha256]), ...some });
const forAdvisory = (some: Partial<AdvisoryWaiver> = {}): Waiver => ({ ...written, kind: 'advisory', advisory: 'CVE-2026-1', versions: '>=0.9,<2', ...some });
const bad = report([finding('critical', 'bad')]);

describe('a live waiver', () => {
  test('takes its finding out of verdict and score, says so, and leaves it in the report', () => {
    expect(decide(bad, policy({ waivers: [code()] }))).toMatchObject({
      verdict: 'safe', action: 'allow', score: 0, reasons: ['waived until 2026-06-15: some-rule (looked at)'],
      report: { findings: [{ message: 'bad' }] }, waived: [{ seen: bad.findings[0], waiver: { rule: 'some-rule' } }], waivable: [],
    });
  });

  test('counts on its last day, and no longer on the next', () => {
    expect(decide(bad, policy({ waivers: [code()], today: '2026-06-15' })).verdict).toBe('safe');
    expect(decide(bad, policy({ waivers: [code()], today: '2026-06-16' })).verdict).toBe('blocked');
  });

  test('touches no other finding', () => {
    const both = report([finding('critical', 'bad'), { ...finding('high', 'odd'), rule: 'other-rule' }]);
    expect(decide(both, policy({ waivers: [code()] }))).toMatchObject({ verdict: 'warned', score: 0.7, reasons: ['odd', 'waived until 2026-06-15: some-rule (looked at)'] });
  });

  test('says nothing where its finding did nothing anyway', () => {
    expect(decide(report([finding('info')]), policy({ waivers: [code()] })).reasons).toEqual([]);
  });

  test('for unread code accepts gaps, but never that a service could not be asked', () => {
    const decision = decide(report([], [gap('runs'), gap('service')]), policy({ waivers: [code({ rule: 'unread-code' })] }));
    expect(decision).toMatchObject({ verdict: 'safe', waived: [{ seen: { kind: 'runs' } }] });
    expect(decision.waived).toHaveLength(1);
  });

  test('names the source of a wheel that was built here', () => {
    const built = { ...bad, artifact: { ...artifact, sha256: other, builtFrom: { shownAs: untrusted('demo-1.0.tar.gz'), sha256: artifact.sha256 } } };
    expect(decide(built, policy({ waivers: [code()] })).verdict).toBe('safe');
  });
});

const misses: readonly [string, Waiver][] = [
  ['for other bytes', code({ sha256: new Set([other]) })],
  ['for another version', code({ version: '1.1' })],
  ['for another package', code({ package: parsePackageName('other') })],
  ['for another rule', code({ rule: 'other-rule' })],
  ['for an advisory', forAdvisory({ advisory: 'some-rule' })],
];
test.each(misses)('a waiver %s does nothing', (_name, waiver) => {
  expect(decide(bad, policy({ waivers: [waiver] }))).toMatchObject({ verdict: 'blocked', reasons: ['bad'], waived: [], waivable: ['some-rule'] });
});

describe('a waiver for an advisory', () => {
  const hits: readonly [string, Waiver][] = [
    ['by its id', forAdvisory()],
    ['by an alias, in any case', forAdvisory({ advisory: 'ghsa-AAAA-bbbb-cccc' })],
    ['by one version', forAdvisory({ versions: '==1.0' })],
  ];
  test.each(hits)('holds %s', (_name, waiver) => {
    expect(decide(report([advisoryFinding()]), policy({ waivers: [waiver] })).verdict).toBe('safe');
  });

  const others: readonly [string, Waiver][] = [
    ['for another advisory', forAdvisory({ advisory: 'CVE-2026-2' })],
    ['for other versions', forAdvisory({ versions: '>=1.1' })],
    ['for the rule, which every advisory shares', code({ rule: 'known-vulnerability' })],
  ];
  test.each(others)('does nothing %s', (_name, waiver) => {
    expect(decide(report([advisoryFinding()]), policy({ waivers: [waiver] })).verdict).toBe('blocked');
  });

  test('holds for no version that is none', () => {
    const odd = { ...report([advisoryFinding()]), artifact: { ...artifact, version: untrusted('one point oh') } };
    expect(decide(odd, policy({ waivers: [forAdvisory({ versions: '>=0' })] })).verdict).toBe('blocked');
  });

  test('leaves other advisories of the package', () => {
    const both = report([advisoryFinding(), advisoryFinding({ id: untrusted('CVE-2026-2'), aliases: [] })]);
    expect(decide(both, policy({ waivers: [forAdvisory()] }))).toMatchObject({ verdict: 'blocked', waivable: ['CVE-2026-2'] });
  });
});

describe('a waiver that has ended', () => {
  test('lets its finding count again, and says so', () => {
    expect(decide(bad, policy({ waivers: [code({ until: '2026-06-14' })] }))).toMatchObject({
      verdict: 'blocked', score: 0.9, waived: [], reasons: ['bad', 'the waiver for some-rule ended on 2026-06-14 (waivers.toml: waiver 1)'],
    });
  });

  test('is not heard of where a newer one holds', () => {
    expect(decide(bad, policy({ waivers: [code({ until: '2026-06-14' }), code({ until: '2027-01-01' })] })).reasons).toEqual(['waived until 2027-01-01: some-rule (looked at)']);
  });
});

test.each(['CVE-2026-9', 'MAL-2026-1'])('known malware is not waived by %s, and that is said', (advisory) => {
  expect(decide(report([malwareFinding()]), policy({ waivers: [forAdvisory({ advisory })] }))).toMatchObject({
    verdict: 'blocked', action: 'block', waived: [], reasons: ['MAL-2026-1: critical', 'known malware cannot be waived (waivers.toml: waiver 1)'],
  });
});

describe('lists and waivers', () => {
  test('the denylist beats a waiver', () => {
    expect(decide(bad, policy({ waivers: [code()], denylist: new Set([artifact.name]) })).verdict).toBe('blocked');
  });

  test('the allowlist says nothing where the waiver is enough', () => {
    expect(decide(bad, policy({ waivers: [code()], allowlist: new Set([artifact.name]) })).reasons).toEqual(['waived until 2026-06-15: some-rule (looked at)']);
  });
});
