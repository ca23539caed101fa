import { isPackageName, parsePackageName } from '../../core/name.js';
import type { RequirementSet } from '../../core/requirement-set.js';
import type { Notice } from '../../core/run.js';
import type { Gateway } from '../../gateway/open-gateway.js';
import { explainFailure } from '../../pip/explain-failure.js';
import { indexVariables } from '../../pip/index-variables.js';
import type { PipOutcome } from '../../pip/pip-process.js';
import { projectFiles } from '../../pip/project-files.js';
import { resolve, type Resolution } from '../../pip/resolve.js';
import { makeStandIn } from '../../pip/stand-in.js';
import { statusError } from '../../platform/http.js';
import type { Workshop } from '../workshop.js';
import { newFolder, type Line } from './line.js';
import { failureCause, mishaps, openRunGateway, type DescribeSource } from './run-gateway.js';
import { forPip } from './requirements-for-pip.js';

/** What pip would install, and what there is to say about how that was found out. */
export interface Listing extends Resolution {
  readonly notices: readonly Notice[];
}

export interface ListQuestion {
  readonly set: RequirementSet;
  /** argv words for pip. */
  readonly options: readonly string[];
  readonly describeSource: DescribeSource;
}

const MOST_PAGE_BYTES = 50_000_000;
const PAGE_MS = 15_000;

async function readPage({ sources }: Line, url: string): Promise<string | null> {
  const { status, body } = await sources.http.request(url, { timeoutMs: PAGE_MS, maxBytes: MOST_PAGE_BYTES, headers: { accept: 'text/html' } });
  // Only a 404 says that the index does not have the project; a refusal or a fault of the server says nothing about it.
  if (status !== 200 && status !== 404) throw statusError(url, status);
  return status === 200 ? body.toString('utf8') : null;
}

function nearestName(shop: Workshop): (name: string) => string | null {
  return (name) => (isPackageName(name) ? shop.names.nearestPopularName(parsePackageName(name)) : null);
}

async function explain(outcome: PipOutcome, gateway: Gateway, line: Line): Promise<Error> {
  const cause = failureCause(gateway);
  if (cause instanceof Error) return cause;
  const { sources, python, shop } = line;
  const places = { indexes: sources.indexes.map(({ url }) => url), findLinks: sources.findLinks.map(({ url }) => url) };
  return await explainFailure(outcome, { pythonVersion: python.version, nearestName: nearestName(shop), filesOf: (name) => projectFiles(name, places, (url) => readPage(line, url)) });
}

/** pip's resolution, all of its traffic through a gateway. Nothing of any package runs in it. Throws what explains a failure. */
export async function listPackages(line: Line, { set, options, describeSource }: ListQuestion): Promise<Listing> {
  const { observer, resolver } = line;
  const folder = await newFolder(line, 'resolve');
  const standIn = await makeStandIn();
  const gateway = await openRunGateway(line, { set, standIn, describeSource });
  line.origins.learn(gateway.placeOf);
  try {
    const resolution = await resolve(
      { set: await forPip(set, gateway, { folder, standIn }), options, sources: indexVariables(gateway) },
      {
        folder,
        run: (job) => resolver.run(job, (text) => observer.pipText(gateway.restore(text))),
        restore: gateway.restore,
        explain: (outcome) => explain(outcome, gateway, line),
      },
    );
    const items = resolution.items.map((item) => (line.origins.isPublic(item.url) ? { ...item, isPublic: true } : item));
    return { ...resolution, items, notices: mishaps(gateway, line.sources) };
  } finally {
    await gateway.close();
  }
}
