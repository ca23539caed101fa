import type { ServedRecord } from './servers/osv-server.js';
import type { Release } from './archives/wheel.js';

/** What speaks against a package of the garden, one thing each. */
export const kinds = [
  'critical', 'unfixed', 'disputed', 'high', 'medium', 'low', 'unknown', 'malware', 'excused-malware', 'waived', 'lapsed', 'risky', 'tame', 'decoding', 'latent', 'quarantined', 'archived', 'yanked', 'plain',
] as const;
export type Kind = (typeof kinds)[number];

/** On which lists of the user's a package stands. */
export const listings = ['unlisted', 'allowed', 'denied', 'both'] as const;
export type Listing = (typeof listings)[number];

export interface Planted {
  readonly kind: Kind;
  readonly listing: Listing;
  readonly name: string;
}

/** One package of each kind on each of the lists. */
export const planted: readonly Planted[] = kinds.flatMap((kind) => listings.map((listing) => ({ kind, listing, name: `orchard-${kind}-${listing}` })));

const VECTORS = {
  critical: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', high: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N',
  medium: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', low: 'CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N',
};

interface Flaw {
  readonly severity?: keyof typeof VECTORS;
  readonly hasFix?: boolean;
  readonly isMalware?: boolean;
  readonly details?: string;
}

const FLAWS: Partial<Readonly<Record<Kind, Flaw>>> = {
  critical: { severity: 'critical' },
  unfixed: { severity: 'critical', hasFix: false },
  disputed: { severity: 'critical', details: 'This is disputed by the maintainers.' },
  high: { severity: 'high' }, medium: { severity: 'medium' }, low: { severity: 'low' }, unknown: {},
  malware: { isMalware: true, hasFix: false }, 'excused-malware': { isMalware: true, hasFix: false },
  waived: { severity: 'critical' }, lapsed: { severity: 'critical' },
};

/** An alias of the flaw that a package has. */
export const aliasOf = (one: Planted): string => `CVE-2026-${1_000 + planted.indexOf(one)}`;

/** The records of OSV about the garden. */
export const orchardRecords = (): readonly ServedRecord[] => planted.flatMap((one) => {
  const flaw = FLAWS[one.kind];
  if (flaw === undefined) return [];
  const { severity, hasFix = true, isMalware = false, details = '' } = flaw;
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...(hasFix ? [{ fixed: '9.0' }] : [])] }];
  const score = severity === undefined ? {} : { severity: [{ type: 'CVSS_V3', score: VECTORS[severity] }] };
  return [{ id: aliasOf(one).replace('CVE', isMalware ? 'MAL' : 'PYSEC'), modified: '2026-01-01T00:00:00Z', aliases: [aliasOf(one)], details, affected: [{ package: { ecosystem: 'PyPI', name: one.name }, ranges }], ...score }];
});

const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

/** When the index says that the projects began. */
export const orchardTimes = (): Readonly<Record<string, string>> => Object.fromEntries(planted.map(({ kind, name }) => [name, daysAgo(kind === 'risky' ? 20 : kind === 'tame' ? 60 : 900)]));

/** What the index says of projects as a whole. */
export const orchardStatuses = Object.fromEntries(planted.filter(({ kind }) => kind === 'quarantined' || kind === 'archived').map(({ kind, name }) => [name, { status: kind }]));

// What is decoded names nothing that exists.
const DECODED = 'exec(base64.b64decode("cHJpY2sodW5kZWZpbmVkX2luX2V2ZXJ5X2dhcmRlbikK"))\n';
const CODE: Partial<Readonly<Record<Kind, string>>> = { decoding: `import base64\n${DECODED}`, latent: `import base64\n\n\ndef bloom():\n    ${DECODED}` };

/** Modules enough that a single line in them is not all there is to the package, which would be judged more strictly. */
const muchElse = (module: string): Release['files'] =>
  Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`${module}/count_${at}.py`, `def count(petals):\n    return sum(petals) + ${at}\n\n\n`.repeat(60)]));

/** What a package consists of. */
export function orchardRelease({ kind, name }: Planted): Release {
  const module = name.replaceAll('-', '_');
  return { name, version: '1.0', files: { ...(kind === 'latent' ? muchElse(module) : {}), [`${module}/__init__.py`]: CODE[kind] ?? '"""Nothing."""\n' } };
}
