import { isPackageName, parsePackageName } from '../../core/name.js';
import type { FileNameParts } from '../project/distribution-file-name.js';

const DIST_INFO = /^([^/]+)\.dist-info\//;

/** Folders at the top level of an archive that make it a wheel. Vendored ones deeper down are ordinary files. */
export function topLevelDistInfos(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => DIST_INFO.exec(path)?.[1] ?? []))].map((stem) => `${stem}.dist-info`);
}

/**
 * What pip would refuse about a wheel's dist-info, in words. `distInfos` are those of `topLevelDistInfos`; `fileName` is
 * null where the archive is not named like a wheel.
 */
export function distInfoProblems(distInfos: readonly string[], paths: ReadonlySet<string>, fileName: FileNameParts | null): readonly string[] {
  const [distInfo] = distInfos;
  if (distInfo === undefined) return ['no dist-info folder'];
  if (distInfos.length > 1) return [`more than one dist-info folder: ${distInfos.join(', ')}`];
  const lacking = ['METADATA', 'WHEEL', 'RECORD'].filter((name) => !paths.has(`${distInfo}/${name}`));
  const problems = lacking.map((name) => `no ${name} in ${distInfo}`);
  return fits(distInfo, fileName) ? problems : [...problems, `${distInfo} does not fit the file name`];
}

function fits(distInfo: string, fileName: FileNameParts | null): boolean {
  if (fileName === null) return true;
  const stem = distInfo.slice(0, -'.dist-info'.length);
  const dash = stem.lastIndexOf('-');
  return sameName(dash === -1 ? stem : stem.slice(0, dash), fileName.name);
}

/** True for two spellings of one project name (PEP 503). */
export function sameName(one: string, other: string): boolean {
  return isPackageName(one) && isPackageName(other) && parsePackageName(one) === parsePackageName(other);
}
