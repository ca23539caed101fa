import { advisorySeverities } from '../../../src/core/advisory.js';
import type { Action, Decision, Verdict } from '../../../src/core/decision.js';
import { severities, type Finding, type Gap } from '../../../src/core/finding.js';
import { modes, type Policy } from '../../../src/core/policy.js';
import { untrusted } from '../../../src/core/untrusted.js';
import type { Waiver } from '../../../src/core/waiver.js';
import { decide } from '../../../src/policy/decide.js';
import { advisoryFinding, artifact, finding, gap, malwareFinding, policy, report } from '../../policy/reports.js';
import { broke, held, oneByOne, type Family } from '../family.js';
import type { Random } from '../random.js';

const RANK: Readonly<Record<Verdict, number>> = { safe: 0, warned: 1, blocked: 2 };
const STRICT: Readonly<Record<Action, number>> = { allow: 0, alert: 1, quarantine: 2, block: 3 };
const ACTIONS = ['allow', 'alert', 'quarantine', 'block'] as const;
const LISTED = new Set([artifact.name]);
const NONE: ReadonlySet<typeof artifact.name> = new Set();

const someFinding = (random: Random): Finding => random.pick([
  () => finding(random.pick(severities)),
  () => ({ ...finding(random.pick(severities)), rule: 'other-rule', confidence: random.pick(['low', 'medium', 'high'] as const) }),
  () => advisoryFinding({ severity: random.pick(advisorySeverities), id: untrusted(`CVE-2026-${random.below(3)}`), fixedIn: random.chance(2) ? null : untrusted('2.0'), isDisputed: random.chance(3) }),
  () => malwareFinding(),
])();

const someGap = (random: Random): Gap => gap(random.pick(['runs', 'latent', 'data', 'service'] as const));

function someWaiver(random: Random): Waiver {
  const written = { package: artifact.name, reason: 'looked at', where: 'waivers.toml: waiver 1', until: random.pick(['2026-01-01', '2027-01-01']) };
  if (random.chance(2)) return { ...written, kind: 'advisory', advisory: `CVE-2026-${random.below(3)}`, versions: random.pick(['<2', '>=0', '>2']) };
  return { ...written, kind: 'code', rule: random.pick(['some-rule', 'other-rule', 'unread-code', 'known-malware']), version: random.pick(['1.0', '2.0']), sha256: random.chance(3) ? new Set() : new Set([artifact.sha256]) };
}

const several = <T>(random: Random, most: number, make: (random: Random) => T): readonly T[] => Array.from({ length: random.below(most + 1) }, () => make(random));

const somePolicy = (random: Random): Policy => policy({
  mode: random.pick(modes), blockScore: random.below(11) / 10, warnScore: random.below(11) / 10,
  severityActions: new Map(advisorySeverities.filter(() => random.chance(3)).map((severity) => [severity, random.pick(ACTIONS)])),
  waivers: several(random, 3, someWaiver), allowBlocked: random.chance(4), allowKnownMalware: random.chance(6),
  allowlist: random.chance(4) ? LISTED : NONE, denylist: random.chance(6) ? LISTED : NONE,
});

const isMilder = (after: Decision, before: Decision): boolean => RANK[after.verdict] < RANK[before.verdict] || STRICT[after.action] < STRICT[before.action] || after.score < before.score;

export const decisions: Family = {
  promise: 'one more finding or gap never makes a decision milder, and known malware is only let in by --allow-known-malware',
  ordinary: 10_000,
  variety: 8,
  open: () => Promise.resolve({
    attempt: oneByOne((random) => {
      const some = somePolicy(random);
      const start = report(several(random, 5, someFinding), several(random, 2, someGap));
      const more = report([...start.findings, ...several(random, 2, someFinding)], [...start.gaps, ...several(random, 1, someGap)]);
      const [before, after] = [decide(start, some), decide(more, some)];
      const isMalware = more.findings.some(({ advisory }) => advisory?.kind === 'malware');
      if (isMilder(after, before)) return broke(`${before.verdict} ${before.action} ${before.score} became ${after.verdict} ${after.action} ${after.score}`);
      if (isMalware && !some.allowKnownMalware && after.cleared !== null) return broke('known malware was cleared');
      return held(`${before.action}, then ${after.action}`);
    }),
  }),
};
