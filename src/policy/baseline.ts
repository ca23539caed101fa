import type { Advisory } from '../core/advisory.js';
import { dayOf } from '../core/ages.js';
import type { Baseline, KnownFile, KnownFinding } from '../core/baseline.js';
import type { InBaseline, Report } from '../core/decision.js';
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

/** What the baseline knows of a project, and of these very bytes. */
interface Before {
  readonly files: readonly KnownFile[];
  readonly same: readonly KnownFile[];
}

function before({ artifact: { name, version, sha256, builtFrom } }: Report, baseline: Baseline): Before {
  const files = baseline.files.filter((file) => file.name === name);
  return { files, same: files.filter((file) => file.sha256 === (builtFrom?.sha256 ?? sha256) && file.version === version) };
}

/** What is in the bytes, the name or the index must have been there for these very bytes, and no milder; a vulnerability, for any version of the project. */
function had(seen: Finding | Gap, { files, same }: Before): boolean {
  if ('what' in seen) return same.some(({ unread }) => unread.includes(seen.what));
  if (seen.advisory !== undefined) return hadAdvisory(seen.advisory, files);
  return same.some(({ findings }) => findings.some((known) => isAsBad(seen, known)));
}

const hadRisk = ({ threshold }: RiskDial, { same }: Before): boolean => same.some(({ risk }) => risk !== null && risk >= threshold);

/** What of a report the baseline had already: the rest is new, and stops what it stops. */
export function inBaseline(report: Report, baseline: Baseline, dial: RiskDial | undefined): InBaseline {
  const known = before(report, baseline);
  return { seen: [...report.findings, ...report.gaps].filter((seen) => had(seen, known)), risk: dial !== undefined && hadRisk(dial, known) };
}

function forAdvisory(advisory: Advisory, { baseline, isKnown, isSameVersion }: { readonly baseline: Baseline; readonly isKnown: boolean; readonly isSameVersion: boolean }): string | null {
  // Malware is certain, whoever has lived with it so far.
  if (advisory.kind === 'malware') return null;
  if (isKnown) return `not stopped by ${advisory.id}: the baseline has it already (${baseline.calledAs})`;
  const day = isSameVersion ? gracedBy(advisory, baseline) : null;
  return day === null ? null : `not stopped by ${advisory.id} yet: it was published on ${day}, and this version is in the baseline (advisory_grace)`;
}

/** What a baseline eases for one file. Each finding is looked at by itself, so more of them never ease what stopped before. */
export function easingFor(report: Report, baseline: Baseline | undefined): Easing {
  if (baseline === undefined) return nothing;
  const known = before(report, baseline);
  const isSameVersion = known.files.some(({ version }) => version === report.artifact.version);
  const words = (isKnown: boolean): string | null => (isKnown ? `not stopped: the baseline has it already (${baseline.calledAs})` : null);
  return {
    seen(seen) {
      const isKnown = had(seen, known);
      return 'what' in seen || seen.advisory === undefined ? words(isKnown) : forAdvisory(seen.advisory, { baseline, isKnown, isSameVersion });
    },
    risk: (dial) => words(hadRisk(dial, known)),
  };
}
