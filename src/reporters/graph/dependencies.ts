import type { Staged } from '../../core/artifact.js';
import type { Decision } from '../../core/decision.js';
import { UserError } from '../../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import { parseRequirement } from '../../core/requirements/parse-requirement.js';

/** One package needs another; both by their place in the list of decisions. */
export interface Edge {
  readonly from: number;
  readonly to: number;
}

interface Need {
  readonly name: PackageName;
  /** Extras of the needed package. */
  readonly extras: readonly string[];
  /** The extra of the needing package that this belongs to, else null. */
  readonly onlyFor: string | null;
}

const plainExtra = (extra: string): string => extra.toLowerCase().replace(/[-_.]+/g, '-');

function needOf(line: string): readonly Need[] {
  try {
    const { name, extras, marker } = parseRequirement(line);
    if (name === null || !isPackageName(name)) return [];
    const extra = /\bextra\s*==\s*['"]([^'"]+)['"]/.exec(marker ?? '')?.[1];
    return [{ name: parsePackageName(name), extras, onlyFor: extra === undefined ? null : plainExtra(extra) }];
  } catch (error) {
    // What an author wrote down in no known form names nothing that could be drawn.
    if (error instanceof UserError) return [];
    throw error;
  }
}

const needsOf = ({ requires = [] }: Staged): readonly Need[] => requires.flatMap(needOf);

function wantedExtras(artifacts: readonly Staged[], needs: readonly (readonly Need[])[]): ReadonlySet<string> {
  const wanted = [...artifacts.flatMap(({ name, extras = [] }) => extras.map((extra) => [name, extra] as const)), ...needs.flat().flatMap(({ name, extras }) => extras.map((extra) => [name, extra] as const))];
  return new Set(wanted.map(([name, extra]) => `${name}[${plainExtra(extra)}]`));
}

/**
 * Who needs whom among the packages of a run, as their metadata says. What belongs to an extra counts where somebody asks for that extra;
 * other markers hold, since only packages that are here are drawn. Each pair once.
 */
export function dependencies(decisions: readonly Decision[]): readonly Edge[] {
  const artifacts = decisions.map(({ report }) => report.artifact);
  const places = new Map<string, number>(artifacts.map(({ name }, index) => [name, index]));
  const needs = artifacts.map(needsOf);
  const wanted = wantedExtras(artifacts, needs);
  return needs.flatMap((list, from) => {
    const name = artifacts[from]?.name ?? '';
    const held = list.filter(({ onlyFor }) => onlyFor === null || wanted.has(`${name}[${onlyFor}]`));
    const targets = new Set(held.map((need) => places.get(need.name)).filter((to) => to !== undefined && to !== from));
    return [...targets].map((to) => ({ from, to: to ?? from }));
  });
}
