import { ToolError } from '../core/errors.js';

/** A package index as the user configured it. `url` carries no credentials. */
export interface PackageIndex {
  readonly url: string;
  readonly isPublic: boolean;
}

export interface DeadIndex<Index> {
  readonly index: Index;
  readonly why: string;
}

export interface ReachableIndexes<Index> {
  readonly alive: readonly Index[];
  readonly dead: readonly DeadIndex<Index>[];
}

/** Asks whether something answers at an URL at all; any HTTP status counts. */
export type Probe = (url: string) => Promise<'alive' | { readonly dead: string }>;

/**
 * Asks every index once, in parallel, so that a dead one costs a second or two instead of pip's retries for each package.
 * Throws `index-unreachable` (exit 3) when none is left, or when a private index is dead while a public one serves: its packages would
 * come from whoever took their names there. `canDoWithout`: files come from elsewhere as well. `skip` lists URLs that the user allowed to be missing.
 */
export async function reachableIndexes<Index extends PackageIndex>(
  indexes: readonly Index[],
  probe: Probe,
  options: { readonly canDoWithout: boolean; readonly skip: readonly string[] },
): Promise<ReachableIndexes<Index>> {
  const answers = await Promise.all(indexes.map(async (index) => ({ index, answer: await probe(index.url) })));
  const alive = answers.filter(({ answer }) => answer === 'alive').map(({ index }) => index);
  const dead = answers.flatMap(({ index, answer }) => (answer === 'alive' ? [] : [{ index, why: answer.dead }]));
  const exposed = dead.find(({ index }) => !index.isPublic && !options.skip.includes(index.url));
  if (exposed && alive.some(({ isPublic }) => isPublic)) {
    throw new ToolError('index-unreachable', `the private index ${exposed.index.url} does not answer (${exposed.why}), and its packages must not come from a public namesake`, {
      hint: `try again later, or leave it out with --skip-index ${exposed.index.url}`,
    });
  }
  if (alive.length === 0 && indexes.length > 0 && !options.canDoWithout) {
    const list = dead.map(({ index, why }) => `${index.url} (${why})`).join(', ');
    throw new ToolError('index-unreachable', `no package index answers: ${list}`, { hint: 'check the network, the proxy, or pip.conf; --find-links FOLDER works without an index' });
  }
  return { alive, dead };
}
