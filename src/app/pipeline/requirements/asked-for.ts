import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Resolved } from '../../../core/artifact.js';
import type { Decision } from '../../../core/decision.js';
import { isPackageName, parsePackageName } from '../../../core/name.js';
import type { Origin } from '../../../core/requirements/requirement.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';

/** The same place as the user would write it: below the folder `cwd` without it, and with slashes, so that a report reads alike on every machine. */
export function shownOrigin({ file, line }: Origin, cwd: string): Origin {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) return { file, line };
  const path = resolve(cwd, file);
  const below = relative(cwd, path);
  const isOutside = below === '' || below.startsWith('..') || isAbsolute(below);
  return { file: (isOutside ? path : below).split(sep).join('/'), line };
}

/** Notes on each file the line of the requirements file that names its project, where one does. */
export function withOrigins(items: readonly Resolved[], { requirements }: RequirementSet, cwd: string): readonly Resolved[] {
  const origins = new Map<string, Origin>();
  for (const { name, origin } of requirements) {
    if (name === null || origin === null || !isPackageName(name)) continue;
    const project = parsePackageName(name);
    if (!origins.has(project)) origins.set(project, shownOrigin(origin, cwd));
  }
  return items.map((item) => {
    const askedFor = origins.get(item.name);
    return askedFor === undefined ? item : { ...item, askedFor };
  });
}

/** The decision with what was asked for, which the bytes do not tell. */
export function asAsked(decision: Decision, item: Resolved | undefined): Decision {
  if (item === undefined || (item.askedFor === undefined && item.extras.length === 0)) return decision;
  const { report } = decision;
  const asked = { ...(item.askedFor === undefined ? {} : { askedFor: item.askedFor }), ...(item.extras.length === 0 ? {} : { extras: item.extras }) };
  return { ...decision, report: { ...report, artifact: { ...report.artifact, ...asked } } };
}
