import { compare, valid } from '@renovatebot/pep440';

/** True for a version as PEP 440 has it, leniently spelled as pip accepts it. */
export const isVersion = (version: string): boolean => version.length <= 200 && valid(version) !== null;

/** The public part: builds such as `2.0.1+cpu` are affected like the release that they were made from. */
export const publicVersion = (version: string): string => version.trim().split('+', 1)[0] ?? '';

/** Versions in their order, so that comparing two of them is comparing two numbers. */
export interface VersionLine {
  /** Even for a version of the line, odd for one between two of them; null for what is no version. */
  readonly positionOf: (version: string) => number | null;
}

/** Orders versions by PEP 440; what is none is left out. The library takes both texts apart each time, so each pair is compared once. */
export function versionLine(versions: Iterable<string>): VersionLine {
  const sorted = [...new Set(versions)].filter(isVersion).toSorted(compare);
  const known = new Map<string, number>();
  let position = 0;
  sorted.forEach((version, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && compare(before, version) !== 0) position += 2;
    known.set(version, position);
  });
  const search = (version: string): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = compare(sorted[middle] ?? '', version);
      if (order === 0) return known.get(sorted[middle] ?? '') ?? 0;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    const above = sorted[low];
    return above === undefined ? position + 1 : (known.get(above) ?? 0) - 1;
  };
  const positionOf = (version: string): number | null => {
    const at = known.get(version);
    if (at !== undefined) return at;
    return isVersion(version) ? search(version) : null;
  };
  return { positionOf };
}
