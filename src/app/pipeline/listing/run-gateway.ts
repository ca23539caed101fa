import type { Sha256 } from '../../../core/artifact.js';
import { ToolError } from '../../../core/errors.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import type { Notice } from '../../../core/run.js';
import { untrusted } from '../../../core/untrusted.js';
import type { Gateway, GatewayFailure, GatewayTools, PageAnswer } from '../../../gateway/open-gateway.js';
import type { StandIn } from '../../../pip/stand-in.js';
import { chooserFor } from '../../indexes/chooser-for.js';
import type { Sources } from './choose-sources.js';
import { openWithForesight } from '../foresight/open-with-foresight.js';
import type { Line } from '../line.js';
import { isDirectSource, isRemote, sourceKey } from '../requirements/requirements-for-pip.js';

const PAGE_TYPES = 'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.2, text/html; q=0.1';
const MOST_PAGE_BYTES = 100_000_000;
const MOST_METADATA_BYTES = 20_000_000;
const TIMEOUT_SECONDS = 15;
const RETRIES = 2;

/** Asks upstream for something small. One deadline covers all tries. */
function asker({ http, timeoutSeconds, retries }: Sources, signal: AbortSignal) {
  const tries = retries ?? RETRIES;
  const timeoutMs = (timeoutSeconds ?? TIMEOUT_SECONDS) * 1_000 * Math.min(tries + 1, 2);
  return async (url: string, accept: string, maxBytes: number): Promise<PageAnswer> => {
    const answer = await http.request(url, { timeoutMs, retries: tries, maxBytes, headers: { accept }, signal });
    return { status: answer.status, url: answer.url, contentType: answer.headers['content-type'] ?? '', body: answer.body };
  };
}

/** How a gateway asks upstream for what is small. */
export function upstreamOf(sources: Sources, signal: AbortSignal): Pick<GatewayTools, 'fetchPage' | 'fetchMetadata'> {
  const ask = asker(sources, signal);
  return {
    fetchPage: (url) => ask(url, PAGE_TYPES, MOST_PAGE_BYTES),
    fetchMetadata: (url) => ask(`${url}.metadata`, '*/*', MOST_METADATA_BYTES),
  };
}

/** Core metadata of a source package, or of a direct source by its key. */
export type DescribeSource = (url: string, promised: Sha256 | null) => Promise<Buffer>;

export interface GatewayQuestion {
  readonly set: RequirementSet;
  readonly standIn: StandIn;
  readonly describeSource: DescribeSource;
}

// pip 23.0 compares the name in such metadata letter by letter with the one that was asked for, and fails over a capital.
export const misreadsMetadata = (pip: string): boolean => /^23\.0(?:\.|$)/.test(pip);

/** Opens the gateway between pip and the sources of this run. */
export function openRunGateway(line: Line, { set, standIn, describeSource }: GatewayQuestion): Promise<Gateway> {
  const { sources, files, python, pip, shop, buildsWheels } = line;
  const all = [...set.requirements, ...set.constraints];
  const tools: GatewayTools = {
    indexes: sources.indexes.map(({ url }) => url),
    findLinks: sources.findLinks.map(({ url }) => url),
    directUrls: all.filter((requirement) => isRemote(requirement) && !isDirectSource(requirement)).map(({ url }) => url ?? ''),
    directSources: all.filter(isDirectSource).map(sourceKey),
    offersMetadata: !misreadsMetadata(python.pip),
    checksHashes: set.options.requireHashes || pip.has('require-hashes') || all.some(({ hashes }) => hashes.length > 0),
    ...upstreamOf(sources, shop.signal),
    ...chooserFor(line),
    fetchFile: files.fetch,
    describeSource,
    standIn: standIn.bytes,
    // What is kept of metadata is without the description, which pip's report tells as well.
    knownMetadata: (sha256) => (pip.has('report') ? null : (shop.known(sha256)?.metadata ?? null)),
    // Where nothing is installed, a file whose findings are known is not needed.
    expectFile: (url, promised) => {
      if (buildsWheels || promised === null || shop.known(promised) === null) files.expect(url, promised);
    },
  };
  return openWithForesight(tools, { line, set });
}

const refusal = (addresses: readonly string[]): ToolError =>
  new ToolError('resolution-failed', `pip asked for what no configured index offers, and was refused: ${addresses.join(', ')}`, {
    hint: 'a package depends on an address of its own; name it yourself as "NAME @ URL" if you want it',
  });

const brokenOff = (url: string): ToolError =>
  new ToolError('network', `the connection between pip and depsec broke before pip had all of ${url}`, { hint: 'pip may go on as if there were nothing else, so its list is not used; try again' });

/** What of the gateway's record tells why pip's run failed; null when it failed for a reason of its own. */
export function failureCause(gateway: Pick<Gateway, 'record'>): unknown {
  const { failures, refused, lost } = gateway.record();
  const failed = failures.find(({ what }) => what === 'file') ?? failures.find(({ status }) => status !== 403);
  if (failed) return failed.error;
  if (lost[0] !== undefined) return brokenOff(lost[0]);
  return refused.length > 0 ? refusal(refused) : (failures[0]?.error ?? null);
}

export const reasonOf = ({ error }: GatewayFailure): string => (error instanceof Error ? error.message : 'failed');

// pip takes a page that it does not get for a project without files, and goes on with an older version of what needs it: an index may fail so, depsec may not.
const isOwnFault = ({ what, error }: GatewayFailure): boolean => !(error instanceof ToolError) || (what === 'page' && error.code !== 'network');

// Many file stores behind a simple index say 403 for what they do not have, so that alone is no failure.
export const isSilent = ({ what, status }: GatewayFailure): boolean => what === 'page' && status !== 403;

/**
 * What went wrong in a run of pip that succeeded all the same. Throws `index-unreachable` where a private index failed to answer for a project
 * while a public one is configured: the file that pip took instead may be anybody's; and `network` where pip did not get all that it was told.
 */
export function mishaps(gateway: Pick<Gateway, 'record'>, sources: Pick<Sources, 'indexes'>): readonly Notice[] {
  const { failures, refused, lost } = gateway.record();
  const broken = failures.find(isOwnFault);
  if (broken) throw broken.error;
  if (lost[0] !== undefined) throw brokenOff(lost[0]);
  const silent = failures.filter(isSilent);
  const isPrivate = (place: string | null): boolean => sources.indexes.some(({ url, isPublic }) => url === place && !isPublic);
  const exposed = silent.find(({ place }) => isPrivate(place));
  if (exposed && sources.indexes.some(({ isPublic }) => isPublic)) {
    throw new ToolError('index-unreachable', `a private index failed (${reasonOf(exposed)}), and its packages must not come from a public namesake`, { hint: 'try again later; nothing was installed' });
  }
  const texts = [...silent.map((failure) => `${reasonOf(failure)}; going on without it`), ...refused.map((address) => `refused to let pip reach ${address}`)];
  return texts.map((text) => ({ level: 'warning', text: untrusted(text) }));
}
