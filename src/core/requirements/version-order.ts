import { explain, rcompare } from '@renovatebot/pep440';

/** True for a version as PEP 440 writes it. Old projects have others, which pip does not install any more. */
export const isVersion = (text: string): boolean => explain(text) !== null;

/** True where both are versions and the first comes after the second. */
export function isNewer(version: string, other: string): boolean {
  return isVersion(version) && isVersion(other) && rcompare(version, other) < 0;
}

// What nearly all versions are made of. A project has thousands, and taking one apart by PEP 440 costs ten microseconds.
const PLAIN = /^\d+(?:\.\d+)*$/;
const withoutZeros = (plain: string): string => plain.replace(/(?:\.0+)+$/, '').replace(/(^|\.)0+(?=\d)/g, '$1');

/** True for two spellings of one version (`1.0` and `1.0.0`); other texts are compared as they are. */
export function isSameVersion(version: string, other: string): boolean {
  if (PLAIN.test(version) && PLAIN.test(other)) return withoutZeros(version) === withoutZeros(other);
  return version === other || (isVersion(version) && isVersion(other) && rcompare(version, other) === 0);
}

const isFinal = (version: string): boolean => explain(version)?.is_prerelease !== true && explain(version)?.is_devrelease !== true;

/** Those of the texts that are versions, as pip would take them: the newest first, and pre-releases only after all others. */
export function inPipsOrder(versions: readonly string[]): readonly string[] {
  const known = versions.filter(isVersion).toSorted(rcompare);
  return [...known.filter(isFinal), ...known.filter((version) => !isFinal(version))];
}

/** What pip would take of these: the newest, a pre-release only where there is nothing else; null where none is a version. */
export const newestOf = (versions: readonly string[]): string | null => inPipsOrder(versions)[0] ?? null;

/** The oldest of these that is `least` or comes after it; null where there is none. */
export function oldestFrom(least: string, versions: readonly string[]): string | null {
  return versions.filter((version) => isSameVersion(version, least) || isNewer(version, least)).toSorted(rcompare).at(-1) ?? null;
}
