import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import { openGateway, promisedSha256, type Gateway, type GatewayTools, type PageAnswer, type PageLink } from '../../../gateway/open-gateway.js';
import { metadataIn } from '../../gate/wheel-metadata.js';
import { installedVersions } from '../../indexes/installed-versions.js';
import type { Line } from '../line.js';
import { foresee, plainNeed } from './foresee.js';

/** A run whose pip is about to resolve. */
export interface Resolving {
  readonly line: Pick<Line, 'files' | 'pip' | 'python' | 'sources' | 'shop'>;
  readonly set: RequirementSet;
}

// Options by which pip chooses otherwise than by version and interpreter.
const CHOOSING = ['pre', 'all-releases', 'only-final', 'uploaded-prior-to', 'no-binary', 'platform', 'python-version', 'implementation', 'abi', 'require-hashes', 'no-index'] as const;

/** Whether pip will choose as it does by itself: the newest wheel for this interpreter, of whatever index has it. */
function choosesPlainly({ line: { pip, sources }, set: { options } }: Resolving): boolean {
  const isTold = options.pre || options.requireHashes || options.noBinary.length > 0 || CHOOSING.some((option) => pip.has(option));
  return !isTold && sources.findLinks.length === 0 && sources.indexes.length > 0;
}

/** From where pip will have it too: what is known, what lies beside the file, else the file itself. */
async function metadataOf(wheel: PageLink, { line }: Resolving, tools: GatewayTools): Promise<Buffer | null> {
  const promised = promisedSha256(wheel);
  const known = promised === null ? null : tools.knownMetadata(promised);
  if (known !== null) return Buffer.from(known);
  if (wheel.metadata !== null && tools.offersMetadata) {
    const { status, body } = await tools.fetchMetadata(wheel.url);
    return status === 200 ? body : null;
  }
  const [metadata, ...others] = await metadataIn((await line.files.fetch(wheel.url, promised)).path);
  return metadata === undefined || others.length > 0 ? null : metadata;
}

/** The same metadata, which the foresight reads before pip does, is asked for once. */
function onceEach(fetchMetadata: GatewayTools['fetchMetadata']): GatewayTools['fetchMetadata'] {
  const come = new Map<string, Promise<PageAnswer>>();
  return async (url) => {
    const asking = come.get(url) ?? fetchMetadata(url);
    come.set(url, asking);
    const [answer] = await Promise.allSettled([asking]);
    // What failed for the foresight may not fail for pip.
    if (answer.status === 'rejected' || answer.value.status !== 200) come.delete(url);
    return await asking;
  };
}

interface Foreseen {
  readonly tools: GatewayTools;
  readonly foreseenOf: Gateway['foreseenOf'];
  readonly signal: AbortSignal;
}

async function begin(resolving: Resolving, { tools, foreseenOf, signal }: Foreseen): Promise<void> {
  const { line: { pip, python }, set } = resolving;
  const installed = await installedVersions(python.places);
  const wanted = set.requirements.flatMap((requirement) => plainNeed(requirement) ?? []);
  await foresee({
    wanted,
    constraints: [...wanted, ...set.constraints.flatMap((constraint) => plainNeed(constraint) ?? [])],
    python,
    installed: installed.keys(),
    followsNeeds: !pip.has('no-deps') && !set.options.noDeps,
    linksOf: foreseenOf,
    expect: (wheel) => tools.expectFile(wheel.url, promisedSha256(wheel)),
    metadataOf: (wheel) => metadataOf(wheel, resolving, tools),
    signal,
  });
}

/** Opens a gateway whose files are on their way before pip asks for them, as far as that can be guessed, until it is closed. */
export async function openWithForesight(given: GatewayTools, resolving: Resolving): Promise<Gateway> {
  if (!choosesPlainly(resolving)) return await openGateway(given);
  const tools = { ...given, fetchMetadata: onceEach(given.fetchMetadata) };
  const gateway = await openGateway(tools);
  const closing = new AbortController();
  // What fails here fails once more when pip asks, and is told then.
  void Promise.allSettled([begin(resolving, { tools, foreseenOf: gateway.foreseenOf, signal: closing.signal })]);
  return {
    ...gateway,
    async close() {
      closing.abort();
      await gateway.close();
    },
  };
}
