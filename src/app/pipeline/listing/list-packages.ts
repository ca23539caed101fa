import { fileURLToPath } from 'node:url';
import { isPackageName, parsePackageName } from '../../../core/name.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import type { Problem } from '../../../core/run.js';
import type { Gateway } from '../../../gateway/open-gateway.js';
import { explainFailure } from '../../../pip/explain-failure.js';
import type { LookedIn } from '../../../pip/explain-missing.js';
import { indexVariables } from '../../../pip/index-variables.js';
import type { PipOutcome } from '../../../pip/pip-process.js';
import { projectFiles } from '../../../pip/project-files.js';
import { resolve, type Resolution } from '../../../pip/resolve.js';
import { wantedFor, wantsSource } from '../../../pip/wanted-for.js';
import { makeStandIn } from '../../../pip/stand-in.js';
import { statusError } from '../../../platform/http.js';
import { servesProject } from '../../indexes/chooser-for.js';
import { explainAbsence } from '../../indexes/explain-absence.js';
import { indexNotices, type AgeLimit } from '../../indexes/index-notices.js';
import { everyLockedFile } from '../../locks/every-locked-file.js';
import type { LockEntry } from '../../locks/lock-entries.js';
import type { Workshop } from '../../workshop.js';
import { newFolder, type Line } from '../line.js';
import { failureCause, mishaps, openRunGateway, type DescribeSource } from './run-gateway.js';
import { forPip } from '../requirements/requirements-for-pip.js';

/** What pip would install, and what there is to say about how that was found out. */
export interface Listing extends Resolution {
  /** What a lock names and no index has, where all of it is wanted. */
  readonly problems: readonly Problem[];
}

export interface ListQuestion {
  readonly set: RequirementSet;
  /** argv words for pip. */
  readonly options: readonly string[];
  readonly describeSource: DescribeSource;
  /** Entries of locks of which every file is listed, whatever platform it is for. */
  readonly besides?: readonly LockEntry[];
}

const MOST_PAGE_BYTES = 50_000_000;
const PAGE_MS = 15_000;

async function readPage({ sources }: Line, url: string): Promise<string | null> {
  const { status, body } = await sources.http.request(url, { timeoutMs: PAGE_MS, maxBytes: MOST_PAGE_BYTES, headers: { accept: 'text/html' } });
  // Only a 404 says that the index does not have the project; a refusal or a fault of the server says nothing about it.
  if (status !== 200 && status !== 404) throw statusError(url, status);
  return status === 200 ? body.toString('utf8') : null;
}

const ageLimit = ({ shop }: Line): AgeLimit => ({ minAgeMs: shop.configuration.settings.minAge, now: shop.clock.nowMs() });

function nearestName(shop: Workshop): (name: string) => string | null {
  return (name) => (isPackageName(name) ? shop.names.nearestPopularName(parsePackageName(name)) : null);
}

// Beside the digests that were given pip is told that of the stand-in, which nobody has asked for.
function withoutDigest(outcome: PipOutcome, digest: string): PipOutcome {
  const without = (text: string): string => text.split('\n').filter((line) => !line.includes(digest)).join('\n');
  return { ...outcome, stdout: without(outcome.stdout), stderr: without(outcome.stderr) };
}

const lookedIn = ({ indexes, findLinks }: Line['sources']): LookedIn =>
  ({ anIndex: indexes.length > 0, findLinks: findLinks.map(({ kind, url }) => (kind === 'file' ? fileURLToPath(url) : url)) });

interface Failed {
  readonly line: Line;
  readonly set: RequirementSet;
}

async function explain(outcome: PipOutcome, gateway: Gateway, { line, set }: Failed): Promise<Error> {
  const cause = failureCause(gateway);
  if (cause instanceof Error) return cause;
  const { sources, python, shop, pip } = line;
  const absence = explainAbsence(outcome.stderr, shop.projects.all(), ageLimit(line));
  if (absence !== null) return absence;
  // Not even to explain a failure is a name told to an index that it may not come from.
  const serves = servesProject({ pins: shop.configuration.settings.indexPins, indexes: sources.indexes });
  const indexesOf = (name: string): string[] => sources.indexes.map(({ url }) => url).filter((url) => !isPackageName(name) || serves(parsePackageName(name), url));
  const places = { findLinks: sources.findLinks.map(({ url }) => url) };
  return await explainFailure(outcome, { wantedFor: wantedFor(pip, python.version), wantsSource: wantsSource(pip, set.options), silent: sources.silent, lookedIn: lookedIn(sources), nearestName: nearestName(shop), filesOf: (name) => projectFiles(name, { ...places, indexes: indexesOf(name) }, (url) => readPage(line, url)) });
}

/** pip's resolution, all of its traffic through a gateway. Nothing of any package runs in it. Throws what explains a failure. */
export async function listPackages(line: Line, { set, options, describeSource, besides = [] }: ListQuestion): Promise<Listing> {
  const { observer, resolver } = line;
  const folder = await newFolder(line, 'resolve');
  const standIn = await makeStandIn();
  const gateway = await openRunGateway(line, { set, standIn, describeSource });
  line.origins.learn(gateway.placeOf);
  try {
    const resolution = await resolve(
      { set: await forPip(set, gateway, { folder, standIn }), options, sources: indexVariables(gateway), listedBesides: besides.map(({ name }) => name) },
      {
        folder,
        run: (job) => resolver.run(job, (text) => observer.pipText(gateway.restore(text))),
        restore: gateway.restore,
        explain: (outcome) => explain(withoutDigest(outcome, standIn.sha256), gateway, { line, set }),
      },
    );
    const others = await everyLockedFile(besides, { offersOf: gateway.offersOf, taken: resolution.items });
    const items = [...resolution.items, ...others.items].map((item) => (line.origins.isPublic(item.url) ? { ...item, isPublic: true } : item));
    return { ...resolution, items, problems: others.problems, notices: [...resolution.notices, ...mishaps(gateway, line.sources), ...indexNotices(items, line.shop.projects.all(), ageLimit(line))] };
  } finally {
    await gateway.close();
  }
}
