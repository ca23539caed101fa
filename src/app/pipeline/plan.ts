import type { Resolved } from '../../core/artifact.js';
import type { Notice, Problem, SatisfiedPackage } from '../../core/run.js';
import { pipArguments } from '../../pip/options.js';
import type { Line } from './line.js';
import { listPackages } from './listing/list-packages.js';
import { withOrigins } from './requirements/asked-for.js';
import { prepare, type Planning, type Prepared } from './prepare.js';
import { createBuilder, type Builder } from './building/builder.js';
import { createSourceShelf, wishesIn } from './building/source-shelf.js';

/** What pip would do, found out without running anything that was not judged. */
export interface Plan {
  readonly line: Line;
  readonly builder: Builder;
  readonly items: readonly Resolved[];
  readonly satisfied: readonly SatisfiedPackage[];
  /** pip's own report of the listing. */
  readonly report: string;
  readonly notices: readonly Notice[];
  /** What a lock names and no index has, where all of it is wanted. */
  readonly problems: readonly Problem[];
  /** Ends all connections and whatever is still being fetched. */
  readonly close: () => Promise<void>;
}

/** Ends all that waits, all connections and whatever is still being fetched. */
export async function closeLine({ files, sources, resolver, installer }: Line): Promise<void> {
  await Promise.all([resolver.close(), installer.close()]);
  await files.close();
  await sources.http.close();
}

/** From what is prepared to the list of files that pip would install. Closes it when that fails. */
export async function planPrepared({ line, set, besides, notices }: Omit<Prepared, 'waiting'>): Promise<Plan> {
  const { sources, installer } = line;
  const close = (): Promise<void> => closeLine(line);
  try {
    const builder = createBuilder(line, createSourceShelf(line, wishesIn(set)));
    if (line.buildsWheels) installer.start();
    const listing = await listPackages(line, { set, options: pipArguments(line.pip, 'resolve'), describeSource: builder.describer([]), besides });
    const items = await Promise.all(listing.items.map((item) => builder.withDirectUrl(item)));
    return { ...listing, items: withOrigins(items, set, line.shop.cwd), line, builder, notices: [...notices, ...sources.notices, ...listing.notices], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** From flags to the list of files that pip would install. */
export const plan = async (planning: Planning): Promise<Plan> => await planPrepared(await prepare(planning));
