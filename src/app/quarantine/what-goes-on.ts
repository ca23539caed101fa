import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';

/** A package of a plan, as far as it matters for whether the others can do without it. */
export interface Planned {
  readonly name: PackageName;
  /** Whether the user named it. */
  readonly requested: boolean;
  /** Requires-Dist, a PEP 508 line each; null where nobody could read it. */
  readonly requires: readonly string[] | null;
  readonly isSetAside: boolean;
}

/** Either what is still installed, or why nothing is. */
export type GoingOn =
  | { readonly install: ReadonlySet<PackageName>; readonly stopped: null }
  | { readonly install: null; readonly stopped: readonly string[] };

/** The project that a line of Requires-Dist names. Its marker and extra are not looked at: in doubt it is needed. */
function projectIn(line: string): PackageName | null {
  const name = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/.exec(line)?.[1] ?? '';
  return isPackageName(name) ? parsePackageName(name) : null;
}

const needsOf = ({ name, requires }: Planned): readonly PackageName[] => (requires ?? []).flatMap((line) => projectIn(line) ?? []).filter((other) => other !== name);

/** All that is reached from the roots by way of what each needs, without passing through what was set aside. */
function reachedFrom(roots: readonly Planned[], byName: ReadonlyMap<PackageName, Planned>): ReadonlySet<PackageName> {
  const reached = new Set<PackageName>();
  const left = [...roots];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (reached.has(one.name)) continue;
    reached.add(one.name);
    if (!one.isSetAside) left.push(...needsOf(one).flatMap((name) => byName.get(name) ?? []));
  }
  return reached;
}

function whyNeeded(out: Planned, remaining: readonly Planned[], isNeededAtAll: boolean): readonly string[] {
  const by = remaining.find((one) => needsOf(one).includes(out.name));
  if (by !== undefined) return [`${by.name} needs ${out.name}`];
  const unread = remaining.find(({ requires }) => requires === null);
  if (unread !== undefined) return [`what ${unread.name} needs could not be read, and it may be ${out.name}`];
  // Something that is installed already: pip does not tell what.
  return out.requested || isNeededAtAll ? [] : [`${out.name} was not asked for, and something that is installed already may need it`];
}

/**
 * Whether an install can go on without what was set aside. It can where nothing else needs it; packages that only it needs stay out with it. Every
 * requirement counts, whatever its marker or extra.
 */
export function goOnWithout(plan: readonly Planned[]): GoingOn {
  const byName = new Map(plan.map((one) => [one.name, one]));
  const needed = new Set(plan.flatMap(needsOf));
  const roots = plan.filter(({ name, requested, isSetAside }) => !isSetAside && (requested || !needed.has(name)));
  const reached = reachedFrom(roots, byName);
  const remaining = plan.filter(({ name, isSetAside }) => !isSetAside && reached.has(name));
  const stopped = plan.filter(({ isSetAside }) => isSetAside).flatMap((out) => whyNeeded(out, remaining, needed.has(out.name)));
  return stopped.length > 0 ? { install: null, stopped: [...new Set(stopped)] } : { install: new Set(remaining.map(({ name }) => name)), stopped: null };
}
