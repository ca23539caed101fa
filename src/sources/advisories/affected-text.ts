import type { AffectedProject, RangeEvent } from './record.js';
import type { VersionLine } from './version-line.js';

const MOST_VERSIONS = 20;

// The event that ends a range, as pip writes it.
const END: Readonly<Record<RangeEvent[0], string | null>> = { introduced: null, fixed: '<', limit: '<', last_affected: '<=' };

function rangeTexts(range: readonly RangeEvent[], line: VersionLine): readonly string[] {
  const at = ([kind, version]: RangeEvent): number => (kind === 'introduced' && version === '0' ? -Infinity : version === '*' ? Infinity : (line.positionOf(version) ?? Infinity));
  const events = range.toSorted((a, b) => at(a) - at(b));
  const texts: string[] = [];
  let start: string | null = null;
  for (const [kind, version] of events) {
    if (kind === 'introduced') start ??= version === '0' ? '' : `>=${version}`;
    else if (start !== null) {
      texts.push([start, version === '*' ? '' : `${END[kind]}${version}`].filter(Boolean).join(','));
      start = null;
    }
  }
  return start === null ? texts : [...texts, start];
}

/** The affected versions as pip writes them, parts separated by ` || `; `*` for all versions. */
export function affectedText(projects: readonly AffectedProject[], line: VersionLine): string {
  const ranges = projects.flatMap((project) => project.ranges.flatMap((range) => rangeTexts(range, line)));
  const versions = [...new Set(projects.flatMap((project) => project.versions))];
  const listed = versions.slice(0, MOST_VERSIONS).map((version) => `==${version}`);
  const more = versions.length > MOST_VERSIONS ? [`and ${versions.length - MOST_VERSIONS} more versions`] : [];
  return [...new Set(ranges), ...listed, ...more].map((one) => one || '*').join(' || ');
}
