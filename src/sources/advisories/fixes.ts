import type { AffectedProject } from './record.js';
import type { VersionLine } from './version-line.js';

/** A version that some record calls fixed. */
export interface Fix {
  readonly version: string;
  readonly at: number;
}

const isFinal = (version: string): boolean => !/(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*$/i.test(version);

/** The versions that records call fixed, nearest first; pre-releases, which pip takes only when nothing else is there, come last. */
export function fixesIn(projects: readonly AffectedProject[], line: VersionLine): readonly Fix[] {
  const versions = projects.flatMap(({ ranges }) => ranges.flat()).filter(([kind]) => kind === 'fixed').map(([, version]) => version);
  const fixes = [...new Set(versions)].map((version) => ({ version, at: line.positionOf(version) ?? -Infinity }));
  return fixes.toSorted((a, b) => Number(isFinal(b.version)) - Number(isFinal(a.version)) || a.at - b.at);
}
