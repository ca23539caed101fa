import { sdistFileName, wheelFileName } from '../../archive/project/distribution-file-name.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import { untrusted } from '../../core/untrusted.js';
import { openGateway, type Gateway, type GatewayTools } from '../../gateway/open-gateway.js';
import { chooserFor, type ChoosingLine } from '../indexes/chooser-for.js';
import type { Line } from '../pipeline/line.js';
import { openWithForesight, type Resolving } from '../pipeline/foresight/open-with-foresight.js';
import { upstreamOf } from '../pipeline/listing/run-gateway.js';
import type { JudgedFiles } from './judged-files.js';
import { metadataReader } from './wheel-metadata.js';

export interface HandOver extends Pick<GatewayTools, 'offersMetadata' | 'onMetadata'> {
  readonly line: ChoosingLine & Pick<Line, 'files' | 'origins'>;
  readonly judged: JudgedFiles;
  /** What pip is about to resolve; absent where that is not known. */
  readonly resolving?: Resolving;
}

/** Name and version as the name of an archive tells them; null for what is no such name. */
export function namedIn(fileName: string): { readonly name: PackageName; readonly version: string } | null {
  const parts = wheelFileName(fileName) ?? sdistFileName(fileName);
  return parts === null || !isPackageName(parts.name) ? null : { name: parsePackageName(parts.name), version: parts.version };
}

/** Opens a gateway whose pip installs what it is given: every file comes from it judged, or not at all. */
export async function openHandOverGateway({ line, judged, resolving, ...tools }: HandOver): Promise<Gateway> {
  const { sources, shop, files, origins } = line;
  const given: GatewayTools = {
    indexes: sources.indexes.map(({ url }) => url),
    findLinks: sources.findLinks.map(({ url }) => url),
    directUrls: [],
    directSources: [],
    checksHashes: true,
    ...upstreamOf(sources, shop.signal),
    ...chooserFor(line),
    ...tools,
    fetchFile: judged.hand,
    metadataInside: metadataReader(files, judged),
    standIn: null,
    knownMetadata: (sha256) => shop.known(sha256)?.metadata ?? null,
    describeSource: () => Promise.reject(new TypeError('sources are handed over like all other files')),
    expectFile(url, promised) {
      const named = namedIn(new URL(url).pathname.split('/').at(-1) ?? '');
      if (named !== null) shop.askSoon([{ name: named.name, version: untrusted(named.version), isPublic: origins.isPublic(url) }]);
      files.expect(url, promised);
    },
  };
  const gateway = await (resolving === undefined ? openGateway(given) : openWithForesight(given, resolving));
  origins.learn(gateway.placeOf);
  return gateway;
}
