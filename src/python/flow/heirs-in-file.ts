import type { Value } from '../fold/value.js';
import { LOCAL, type ClassInfo, type Run } from './run.js';

interface Index {
  readonly size: number;
  readonly heirs: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<ReadonlyMap<string, ClassInfo>, Index>();
const NONE: readonly string[] = [];
// Each call of a method that has so many others is one of each.
const MOST_HEIRS = 40;

function indexOf(classes: ReadonlyMap<string, ClassInfo>): Index {
  const heirs = new Map<string, string[]>();
  for (const [key, { bases }] of classes) {
    for (const base of bases) if (base.startsWith(LOCAL)) heirs.set(base.slice(LOCAL.length), [...(heirs.get(base.slice(LOCAL.length)) ?? []), key]);
  }
  return { size: classes.size, heirs };
}

/** The classes of the file that inherit from one of it and say so; those of its heirs are their heirs. */
export function heirsInFile(key: string, { classes }: Run): readonly string[] {
  if (classes.size < 2) return NONE;
  const known = indexes.get(classes);
  const index = known?.size === classes.size ? known : indexOf(classes);
  indexes.set(classes, index);
  return index.heirs.get(key)?.slice(0, MOST_HEIRS) ?? NONE;
}

/** The class that an object is made of; null for what is no object of the file. */
export const classOf = (name: string): string | null => (name.startsWith(LOCAL) && name.endsWith('()') ? name.slice(LOCAL.length, -2) : null);

/** What heirs have under a name of which a base itself tells nothing: its methods meet that in them. */
export function attributeOfHeirs(object: string, attribute: string, run: Run): Value | undefined {
  const key = classOf(object);
  const heirs = key === null ? NONE : heirsInFile(key, run);
  const holder = heirs.find((heir) => run.attributes.has(`${LOCAL}${heir}().${attribute}`));
  return holder === undefined ? undefined : run.attributes.get(`${LOCAL}${holder}().${attribute}`);
}
