import type { SeenFinding, SeenPackage, Snapshot } from './snapshot.js';

/** What brought a finding: the package itself, or what became known of it while it lay there unchanged. */
export type Cause = 'package-installed' | 'version-changed' | 'files-changed' | 'flagged-since-installed';

export interface NewFinding extends SeenFinding {
  readonly cause: Cause;
}

export interface ChangedFinding extends SeenFinding {
  /** In words: `severity: was medium`. */
  readonly changes: readonly string[];
}

/** A package that was replaced by another version, up or down. */
export interface ChangedPackage {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export interface Difference {
  readonly added: readonly NewFinding[];
  readonly changed: readonly ChangedFinding[];
  readonly resolved: readonly SeenFinding[];
  readonly packages: { readonly installed: readonly SeenPackage[]; readonly removed: readonly SeenPackage[]; readonly replaced: readonly ChangedPackage[] };
}

/** What a later run may no longer see and what then still counts is part of the snapshot to keep. */
export interface Comparison {
  readonly difference: Difference;
  readonly next: Snapshot;
}

// The one finding that says the same whatever was changed, however often.
const CHANGED_FILES = 'archive-record-mismatch';

const placeOf = ({ name, place }: Pick<SeenPackage, 'name' | 'place'>): string => JSON.stringify([place, name]);
const homeOf = ({ package: name, place }: SeenFinding): string => placeOf({ name, place });

/** The same project twice in one folder is told by the first; the scan itself warns of it. */
const byPlace = ({ packages }: Snapshot): ReadonlyMap<string, SeenPackage> => new Map(packages.toReversed().map((each) => [placeOf(each), each]));
const byKey = ({ findings }: Snapshot): ReadonlyMap<string, SeenFinding> => new Map(findings.map((each) => [each.key, each]));

function causeOf(finding: SeenFinding, before: SeenPackage | undefined, now: SeenPackage | undefined): Cause {
  if (before === undefined) return 'package-installed';
  if (before.version !== finding.version) return 'version-changed';
  return !finding.isFromService && before.state !== now?.state ? 'files-changed' : 'flagged-since-installed';
}

function changesOf(before: SeenFinding, now: SeenFinding, isOtherState: boolean): readonly string[] {
  return [
    ...(before.severity === now.severity ? [] : [`severity: was ${before.severity}`]),
    ...(before.advisory?.kind === now.advisory?.kind ? [] : [`kind: was ${before.advisory?.kind ?? 'none'}`]),
    ...(before.advisory?.fixedIn === now.advisory?.fixedIn ? [] : [`fixed version: was ${before.advisory?.fixedIn ?? 'none'}`]),
    ...(now.rule === CHANGED_FILES && before.version === now.version && isOtherState ? ['files: changed again'] : []),
  ];
}

/** Findings of services about packages that are as they were, where the service could not be asked this time: they still stand. */
function stillStanding(before: Snapshot, now: Snapshot): readonly SeenFinding[] {
  const [packages, seen] = [byPlace(now), byKey(now)];
  return before.findings.filter((finding) => {
    const home = packages.get(homeOf(finding));
    return finding.isFromService && !seen.has(finding.key) && home?.isPartlyUnchecked === true && home.version === finding.version;
  });
}

function packagesBetween(before: ReadonlyMap<string, SeenPackage>, now: ReadonlyMap<string, SeenPackage>): Difference['packages'] {
  const replaced = [...now].flatMap(([place, { name, version }]) => {
    const old = before.get(place);
    return old === undefined || old.version === version ? [] : [{ name, from: old.version, to: version }];
  });
  return { installed: [...now].flatMap(([place, each]) => (before.has(place) ? [] : [each])), removed: [...before].flatMap(([place, each]) => (now.has(place) ? [] : [each])), replaced };
}

/** What happened between two runs over one environment. */
export function compare(before: Snapshot, seen: Snapshot): Comparison {
  const next = { ...seen, findings: [...seen.findings, ...stillStanding(before, seen)] };
  const [packagesBefore, packagesNow] = [byPlace(before), byPlace(next)];
  const [findingsBefore, findingsNow] = [byKey(before), byKey(next)];
  const added = next.findings.filter(({ key }) => !findingsBefore.has(key)).map((finding) => ({ ...finding, cause: causeOf(finding, packagesBefore.get(homeOf(finding)), packagesNow.get(homeOf(finding))) }));
  const changed = next.findings.flatMap((finding) => {
    const old = findingsBefore.get(finding.key);
    const isOtherState = packagesBefore.get(homeOf(finding))?.state !== packagesNow.get(homeOf(finding))?.state;
    const changes = old === undefined ? [] : changesOf(old, finding, isOtherState);
    return changes.length === 0 ? [] : [{ ...finding, changes }];
  });
  const resolved = before.findings.filter(({ key }) => !findingsNow.has(key));
  return { next, difference: { added, changed, resolved, packages: packagesBetween(packagesBefore, packagesNow) } };
}
