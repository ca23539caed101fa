import { distance } from 'fastest-levenshtein';
import { parsePackageName } from '../name.js';
import type { PackageName } from '../name.js';
import type { NameDifference, SimilarName } from './name-facts.js';
import { differenceBetween, editDifference } from './difference.js';
import { differencesByWeight, shortestForTwoEdits, strengthOf } from './likeness.js';
import { candidatesFor } from './name-index.js';
import type { NameIndex, RankedName } from './name-index.js';

interface Relation extends RankedName {
  readonly difference: NameDifference;
}

/** All names of the index that `name` may have been made from, and how. */
function relationsOf(index: NameIndex, name: string, edits: number): readonly Relation[] {
  const { whole, edited } = candidatesFor(index, name, edits);
  const relations: Relation[] = [];
  const add = (other: RankedName, difference: NameDifference | null): void => {
    if (difference !== null) relations.push({ ...other, difference });
  };
  for (const other of whole) add(other, differenceBetween(name, other.name));
  for (const other of edited) add(other, editDifference(name, other.name));
  return relations;
}

function judge(suspect: string, { name, rank, difference }: Relation): SimilarName | null {
  const strength = strengthOf({ suspect, target: name, rank, difference });
  return strength && { name: parsePackageName(name), rank, difference, distance: distance(suspect, name), strength };
}

const STRENGTHS: readonly SimilarName['strength'][] = ['strong', 'middle', 'faint'];
const order = ({ strength, difference }: SimilarName): number => STRENGTHS.indexOf(strength) * differencesByWeight.length + differencesByWeight.indexOf(difference);

/** The more popular name that `suspect` most looks like: strongest kind first, then best rank; null for an ordinary name. */
export function findSimilar(index: NameIndex, suspect: { readonly name: PackageName; readonly rank: number | null }): SimilarName | null {
  const { name, rank } = suspect;
  const edits = name.length + 2 < shortestForTwoEdits ? 1 : 2;
  const better = relationsOf(index, name, edits).filter((relation) => rank === null || relation.rank < rank);
  const found = better.map((relation) => judge(name, relation)).filter((similar) => similar !== null);
  return found.toSorted((a, b) => order(a) - order(b) || a.rank - b.rank)[0] ?? null;
}

const editsIn = ({ difference }: Relation): number => (difference === 'distance-two' ? 2 : 1);

/** The name that someone who typed `name` most likely meant: fewest edits first (a swap is one), then best rank. Two edits only from five letters on. */
export function findNearest(index: NameIndex, name: PackageName): PackageName | null {
  const near = relationsOf(index, name, name.length < 5 ? 1 : 2).toSorted((a, b) => editsIn(a) - editsIn(b) || a.rank - b.rank);
  return near[0] ? parsePackageName(near[0].name) : null;
}
