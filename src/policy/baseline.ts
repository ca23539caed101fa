import type { Advisory } from '../core/advisory.js';
import { dayOf } from '../core/ages.js';
import type { Baseline, KnownFile, KnownFinding } from '../core/baseline.js';
import type { Report } from '../core/decision.js';
import { severities, type Finding, type Gap, type Severity } from '../core/finding.js';
import type { RiskDial } from '../core/policy.js';

/** Why something that would stop a file does not, in words; null where it stops it. */
export interface Easing {
  readonly seen: (seen: Finding | Gap) => string | null;
  readonly risk: (dial: RiskDial) => string | null;
}

const nothing: Easing = { seen: () => null, risk: () => null };

const rankOf = (severity: Severity): number => severities.indexOf(severity);

const sameIds = (one: readonly string[], other: readonly string[]): boolean => one.some((id) => other.some((each) => each.toLowerCase() === id.toLowerCase()));

const idsOf = ({ id, aliases }: Advisory): readonly string[] => [id, ...aliases];

// Ages and counts change by themselves.
const withoutFigures = (text: string): string => text.replace(/\d+/g, '#');

const isSameMatter = ({ file, message }: Finding, known: KnownFinding): boolean =>
  known.file === (file ?? null) && (known.file !== null || withoutFigures(known.message) === withoutFigures(message));

// What has grown worse since is news: a name that was only odd, and now has company.
const isAsBad = (seen: Finding, known: KnownFinding): boolean =>
  known.advisoryIds.length === 0 && known.rule === seen.rule && isSameMatter(seen, known) && rankOf(known.severity) >= rankOf(seen.severity);

/** Whether a flaw was there before, in whatever version: the change at hand did not bring it. */
function hadAdvisory(advisory: Advisory, files: readonly KnownFile[]): boolean {
  return files.some(({ findings }) => findings.some(({ advisoryIds }) => sameIds(advisoryIds, idsOf(advisory))));
}

function gracedBy({ published }: Advisory, { graceSinceMs }: Baseline): string | null {
  const at = published === null ? Number.NaN : Date.parse(published);
  return at > graceSinceMs ? dayOf(at) : null;
}

function forAdvisory(advisory: Advisory, { files, isSameVersion, baseline }: { readonly files: readonly KnownFile[]; readonly isSameVersion: boolean; readonly baseline: Baseline }): string | null {
  // Malware is certain, whoever has lived with it so far.
  if (advisory.kind === 'malware') return null;
  if (hadAdvisory(advisory, files)) return `not stopped by ${advisory.id}: the baseline has it already (${baseline.calledAs})`;
  const day = isSameVersion ? gracedBy(advisory, baseline) : null;
  return day === null ? null : `not stopped by ${advisory.id} yet: it was published on ${day}, and this version is in the baseline (advisory_grace)`;
}

/**
 * What a baseline eases for one file. What is in its bytes, its name or its index must have been there for these very bytes, and no milder; a
 * vulnerability, for any version of the project. Each finding is looked at by itself, so more of them never ease what stopped before.
 */
export function easingFor({ artifact }: Report, baseline: Baseline | undefined): Easing {
  if (baseline === undefined) return nothing;
  const files = baseline.files.filter(({ name }) => name === artifact.name);
  const sha256 = (artifact.builtFrom ?? artifact).sha256;
  const same = files.filter((file) => file.sha256 === sha256 && file.version === artifact.version);
  const isSameVersion = files.some(({ version }) => version === artifact.version);
  const had = `not stopped: the baseline has it already (${baseline.calledAs})`;
  return {
    seen(seen) {
      if ('what' in seen) return same.some(({ unread }) => unread.includes(seen.what)) ? had : null;
      if (seen.advisory !== undefined) return forAdvisory(seen.advisory, { files, isSameVersion, baseline });
      return same.some(({ findings }) => findings.some((known) => isAsBad(seen, known))) ? had : null;
    },
    risk: ({ threshold }) => (same.some(({ risk }) => risk !== null && risk >= threshold) ? had : null),
  };
}
