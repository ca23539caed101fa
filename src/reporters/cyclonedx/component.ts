import { ComponentType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums';
import { Component, HashDictionary, Property, PropertyRepository } from '@cyclonedx/cyclonedx-library/Models';
import { PackageURL } from 'packageurl-js';
import type { Decision } from '../../core/decision.js';
import { NO_PACKAGE } from '../../core/installed-files.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import type { SatisfiedPackage } from '../../core/run.js';
import { wellFormed } from '../escape/well-formed.js';
import { gravestFirst, ownReasons, placeOf } from '../words/findings.js';
import { standingOf } from '../words/standing.js';

function purlOf(name: string, version: string): string {
  return new PackageURL('pypi', null, name, version === '' ? null : wellFormed(version), null, null).toString();
}

/** A reference that no other component has: two files of one version may stand in one run. */
function freeReference(wanted: string, taken: Set<string>): string {
  let reference = wanted;
  for (let count = 2; taken.has(reference); count += 1) reference = `${wanted}#${count}`;
  taken.add(reference);
  return reference;
}

function properties(decision: Decision): PropertyRepository {
  const { report, score, risk, action } = decision;
  const { artifact } = report;
  const facts: readonly (readonly [string, string])[] = [
    ['verdict', standingOf(decision)],
    ['action', action],
    ['score', score.toFixed(2)],
    ...(risk === null ? [] : [['risk', String(Math.round(risk))] as const]),
    ['file', artifact.shownAs],
    ...(artifact.builtFrom === undefined ? [] : [['built-from', `${artifact.builtFrom.shownAs} sha256:${artifact.builtFrom.sha256}`] as const]),
    ...(artifact.neededToBuild === undefined ? [] : [['needed-to-build', artifact.neededToBuild] as const]),
    ...(artifact.askedFor === undefined ? [] : [['asked-for', `${artifact.askedFor.file}:${artifact.askedFor.line}`] as const]),
    ...ownReasons(decision).map((reason) => ['reason', reason] as const),
    ...gravestFirst(report).map((finding) => ['finding', [finding.severity, finding.rule, placeOf(finding), finding.message].filter((word) => word !== '').join(' ')] as const),
    ...report.gaps.filter(({ kind }) => kind !== 'service').map(({ what, why }) => ['gap', `could not check ${what}: ${why}`] as const),
  ];
  return new PropertyRepository(facts.map(([name, value]) => new Property(`depsec:${name}`, value)));
}

/** A judged package. `taken` holds the references that are in use, and gets one more. */
export function componentOf(decision: Decision, taken: Set<string>): Component {
  const { artifact } = decision.report;
  const purl = purlOf(artifact.name, artifact.version);
  return new Component(ComponentType.Library, artifact.name, {
    // What lies beside the packages of an environment is no project of an index, and a tree of files is no file that has a digest.
    ...(artifact.name === NO_PACKAGE ? {} : { purl }),
    ...(artifact.installed === undefined ? { hashes: new HashDictionary([[HashAlgorithm['SHA-256'], artifact.sha256]]) } : {}),
    bomRef: freeReference(purl, taken),
    version: artifact.version === '' ? undefined : artifact.version,
    properties: properties(decision),
  });
}

/** A package that was there already: part of the bill, and not judged. `taken` as above. */
export function satisfiedComponent({ name, version }: SatisfiedPackage, taken: Set<string>): Component {
  const plain = isPackageName(name) ? parsePackageName(name) : null;
  return new Component(ComponentType.Library, plain ?? name, {
    ...(plain === null ? {} : { purl: purlOf(plain, version) }),
    bomRef: freeReference(`installed:${plain === null ? 'unnamed' : purlOf(plain, version)}`, taken),
    version: version === '' ? undefined : version,
    properties: new PropertyRepository([new Property('depsec:verdict', 'not judged: already installed')]),
  });
}
