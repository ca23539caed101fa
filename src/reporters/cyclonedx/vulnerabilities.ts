import { Vulnerability as Enums } from '@cyclonedx/cyclonedx-library/Enums';
import { Vulnerability as Models, type Component } from '@cyclonedx/cyclonedx-library/Models';
import type { Advisory } from '../../core/advisory.js';
import type { Decision } from '../../core/decision.js';
import type { Waiver } from '../../core/waiver.js';
import { webAddresses } from '../escape/web-address.js';
import { ownReasons } from '../words/findings.js';
import { waiverOf } from '../words/waived.js';

const SEVERITY: Readonly<Record<Advisory['severity'], Enums.Severity>> = {
  critical: Enums.Severity.Critical, high: Enums.Severity.High, medium: Enums.Severity.Medium, low: Enums.Severity.Low, unknown: Enums.Severity.Unknown,
};

/** One advisory that holds for one component. */
interface Hit {
  readonly advisory: Advisory;
  readonly waiver: Waiver | null;
  readonly decision: Decision;
  readonly component: Component;
}

// Somebody accepts it. Whether it can be reached is not said by that, so nobody is told that the component is not affected.
function waivedAnalysis({ reason, until }: Waiver): Models.Analysis {
  return new Models.Analysis({ state: Enums.AnalysisState.Exploitable, response: new Enums.AnalysisResponseRepository([Enums.AnalysisResponse.WillNotFix]), detail: `waived until ${until}: ${reason}` });
}

/** Malware needs no further thought; of all else nobody has looked yet whether it can be reached. */
function analysisOf({ advisory, waiver, decision }: Hit): Models.Analysis {
  if (waiver !== null) return waivedAnalysis(waiver);
  const detail = ownReasons(decision).join('; ');
  const response = advisory.kind === 'vulnerability' && advisory.fixedIn !== null ? [Enums.AnalysisResponse.Update] : [];
  return new Models.Analysis({
    state: advisory.kind === 'malware' ? Enums.AnalysisState.Exploitable : Enums.AnalysisState.InTriage,
    response: new Enums.AnalysisResponseRepository(response),
    ...(detail === '' ? {} : { detail }),
  });
}

function ratings({ severity, cvss }: Advisory): Models.RatingRepository {
  return new Models.RatingRepository([new Models.Rating({ severity: SEVERITY[severity], ...(cvss === null ? {} : { score: cvss }) })]);
}

function recommendation({ fixedIn, kind }: Advisory): string {
  if (kind === 'malware') return 'Remove it, and take every secret of the machines that it ran on for known.';
  return fixedIn === null ? 'No fixed version is known.' : `Update to ${fixedIn} or newer.`;
}

function publishedOn({ published }: Advisory): { readonly published?: Date } {
  const date = new Date(published ?? '');
  return Number.isNaN(date.getTime()) ? {} : { published: date };
}

/** A waiver holds for one package: for it the advisory stands by itself, with a state of its own. */
const keyOf = ({ advisory, waiver, decision }: Hit): string => (waiver === null ? `advisory:${advisory.id}` : `advisory:${advisory.id}:${decision.report.artifact.name}`);

function vulnerability(hit: Hit): Models.Vulnerability {
  const { advisory } = hit;
  return new Models.Vulnerability({
    ...publishedOn(advisory),
    bomRef: keyOf(hit),
    id: advisory.id,
    source: new Models.Source({ name: 'OSV' }),
    references: new Models.ReferenceRepository(advisory.aliases.map((id) => new Models.Reference(id, new Models.Source({ name: 'OSV' })))),
    ratings: ratings(advisory),
    description: advisory.summary,
    recommendation: recommendation(advisory),
    advisories: new Models.AdvisoryRepository(webAddresses(advisory.references).map((url) => new Models.Advisory(url))),
    analysis: analysisOf(hit),
  });
}

/** The ranges as `vers` (the notation that CycloneDX asks for): `vers:pypi/>=1.0|<1.2.3`. */
const rangesOf = ({ affected: text }: Advisory): readonly string[] =>
  text.split(' || ').filter((range) => range !== '').map((range) => `vers:pypi/${range.split(',').map((clause) => clause.trim().replace(/^={2,3}/, '')).join('|')}`);

function affected({ component, advisory }: Hit): Models.Affect {
  const own = component.version === undefined ? [] : [new Models.AffectedSingleVersion(component.version, { status: Enums.AffectStatus.Affected })];
  const ranges = rangesOf(advisory).map((range) => new Models.AffectedVersionRange(range, { status: Enums.AffectStatus.Affected }));
  return new Models.Affect(component.bomRef, { versions: new Models.AffectedVersionRepository([...own, ...ranges]) });
}

function hitsIn(decision: Decision, component: Component): readonly Hit[] {
  return decision.report.findings.flatMap((finding) => (finding.advisory === undefined ? [] : [{ advisory: finding.advisory, waiver: waiverOf(decision, finding), decision, component }]));
}

/** Each advisory once for each state, with all components that it holds for. `components` stand in the order of the decisions. */
export function vulnerabilitiesOf(decisions: readonly Decision[], components: readonly Component[]): readonly Models.Vulnerability[] {
  const byId = new Map<string, Models.Vulnerability>();
  for (const [index, decision] of decisions.entries()) {
    const component = components[index];
    for (const hit of component === undefined ? [] : hitsIn(decision, component)) {
      const known = byId.get(keyOf(hit)) ?? vulnerability(hit);
      known.affects.add(affected(hit));
      byId.set(keyOf(hit), known);
    }
  }
  return [...byId.values()];
}
