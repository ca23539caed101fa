import type { Value } from '../fold/value.js';
import { LOCAL, type ClassInfo, type Run } from './run.js';

const NONE: readonly string[] = [];
// Each call of a method that has so many others is one of each.
const MOST_HEIRS = 40;

/** Takes up a class of the file, and tells those of its bases that are of the file too. */
export function noteClass(info: ClassInfo, { classes, heirs }: Run): void {
  classes.set(info.key, info);
  // The classes that a class makes have all that its own methods ask them for.
  for (const base of info.metaclass === undefined ? info.bases : [...info.bases, info.metaclass]) {
    const key = base.startsWith(LOCAL) ? base.slice(LOCAL.length) : null;
    const known = key === null ? null : (heirs.get(key) ?? []);
    if (key === null || known === null || known.length >= MOST_HEIRS || known.includes(info.key)) continue;
    known.push(info.key);
    heirs.set(key, known);
  }
}

/** The first classes of the file that inherit from one of it and say so; those of its heirs are their heirs. */
export const heirsInFile = (key: string, { heirs }: Run): readonly string[] => heirs.get(key) ?? NONE;

/** The class that an object is made of; null for what is no object of the file. */
export const classOf = (name: string): string | null => (name.startsWith(LOCAL) && name.endsWith('()') ? name.slice(LOCAL.length, -2) : null);

/** What heirs have under a name of which a base itself tells nothing: its methods meet that in them. */
export function attributeOfHeirs(object: string, attribute: string, run: Run): Value | undefined {
  const key = classOf(object);
  const heirs = key === null ? NONE : heirsInFile(key, run);
  const holder = heirs.find((heir) => run.attributes.has(`${LOCAL}${heir}().${attribute}`));
  return holder === undefined ? undefined : run.attributes.get(`${LOCAL}${holder}().${attribute}`);
}

const MAKES_CLASSES = /^(?:type|abc\.ABCMeta|enum\.Enum(?:Meta|Type))$/;

/** True for a class whose objects are classes. */
export const makesClasses = (key: string, { classes }: Run): boolean => classes.get(key)?.bases.some((base) => MAKES_CLASSES.test(base)) === true;

// A class can be written as its own heir.
const LONGEST_LINE = 50;

/** All that such a class inherits from elsewhere, the nearest first: any of them may have a method. */
export function outsideBases(heir: string, { classes }: Run): readonly string[] {
  const line = [heir];
  const outside: string[] = [];
  for (let at = 0; at < line.length && line.length <= LONGEST_LINE; at += 1) {
    const bases = classes.get(line[at] ?? '')?.bases ?? [];
    outside.push(...bases.filter((base) => !base.startsWith(LOCAL)));
    line.push(...bases.filter((base) => base.startsWith(LOCAL)).map((base) => base.slice(LOCAL.length)));
  }
  return [...new Set(outside)];
}

/** The class of another package that a class of the file inherits from, by its canonical name. */
export function outsideBase(heir: string, { classes }: Run): string | null {
  let owner: string | undefined = heir;
  for (let depth = 0; depth < LONGEST_LINE && owner !== undefined; depth += 1) {
    const { bases }: Pick<ClassInfo, 'bases'> = classes.get(owner) ?? { bases: [] };
    const outside = bases.find((base) => !base.startsWith(LOCAL));
    if (outside !== undefined) return outside;
    owner = bases[0]?.slice(LOCAL.length);
  }
  return null;
}
