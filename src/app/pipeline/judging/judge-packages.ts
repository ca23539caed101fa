import type { Resolved, Staged } from '../../../core/artifact.js';
import type { Cleared, Decision } from '../../../core/decision.js';
import type { UntrustedText } from '../../../core/untrusted.js';
import { stage, type Stager } from '../../../pip/stage.js';
import { hashFile, linkOrCopy } from '../../../platform/files.js';
import type { Line } from '../line.js';
import type { DescribeSource } from '../listing/run-gateway.js';
import { stageAndJudge } from './stage-and-judge.js';

/** A judged package; `ready` is the wheel that may be installed. Null for what did not pass, and for a source that was not built. */
export interface JudgedPackage {
  readonly decision: Decision;
  readonly ready: Cleared | null;
}

/** What happens to source packages on the way. `chain`: keys of the sources whose builds led here. */
export interface SourceBuilder {
  readonly isSource: (url: string) => boolean;
  /** Gives pip the core metadata of sources. Builds nothing that was not let through. */
  readonly describer: (chain: readonly string[]) => DescribeSource;
  /** Judges a source that pip chose and, where wheels are wanted, the wheel that is built from it and put into `stageFolder`. */
  readonly finish: (item: Resolved, how: Pick<Judging, 'chain' | 'stageFolder' | 'builds'>) => Promise<JudgedPackage>;
}

export interface Judging {
  readonly builder: SourceBuilder;
  readonly chain: readonly string[];
  /** The folder that pip will install from. */
  readonly stageFolder: string;
  /** Whether wheels are made of source packages; else these are judged with what their build needs. */
  readonly builds: boolean;
  /** Null for what is to be installed itself. */
  readonly neededToBuild: UntrustedText | null;
  readonly onBytes?: (bytes: number) => void;
  readonly onStaged?: (fileName: UntrustedText) => void;
  /** In whatever order the analyses end. */
  readonly onAnalysed?: (fileName: UntrustedText) => void;
  readonly onJudged?: (decision: Decision) => void;
}

const PARALLEL = 6;

function stagerFor({ shop, sources, files }: Line, { stageFolder, onBytes }: Judging): Stager {
  return {
    folder: stageFolder,
    find: shop.files.find,
    keep: async (path, sha256) => void (await shop.files.keep(path, sha256)),
    linkOrCopy,
    hash: hashFile,
    fetch: async (url, destination) => {
      const fetched = await files.place(url, destination);
      if (fetched !== null) return fetched;
      let before = 0;
      return await sources.http.download(url, destination, {
        signal: shop.signal,
        onProgress: ({ bytes }) => {
          onBytes?.(bytes - before);
          before = bytes;
        },
      });
    },
  };
}

/** A wheel in the stage, or a source package that pip chose. */
type Taken = { readonly wheel: Staged } | { readonly source: Resolved };

function asNeeded({ decision, ready }: JudgedPackage, { neededToBuild }: Judging): JudgedPackage {
  if (neededToBuild === null) return { decision, ready };
  return { decision: { ...decision, report: { ...decision.report, artifact: { ...decision.report.artifact, neededToBuild } } }, ready };
}

/** A wheel that is judged by what is known of the bytes that its index promises. Null where it is to be installed, or nothing is known. */
function unfetched({ name, version, fileName, requested, expectedSha256, isPublic = false }: Resolved, { shop }: Line, { builds }: Judging): Staged | null {
  if (builds || expectedSha256 === null || shop.known(expectedSha256) === null) return null;
  return { name, version, fileName, path: '', sha256: expectedSha256, bytes: 0, requested, shownAs: fileName, isPublic };
}

async function judgeWheel(wheel: Staged, { shop }: Line): Promise<JudgedPackage> {
  const decision = await shop.judge(wheel, { trustMetadata: false });
  return { decision, ready: decision.cleared };
}

/** Begins with the analysis; what goes wrong in it is told to whoever asks for the judgement. */
async function analyseSoon(wheel: Staged, { shop }: Line, { onAnalysed }: Judging): Promise<void> {
  const [{ status }] = await Promise.allSettled([shop.judgeSoon(wheel)]);
  if (status === 'fulfilled') onAnalysed?.(wheel.fileName);
}

/** Brings every file of a listing into the stage and judges it. What is judged comes in the order of the listing. */
export async function judgePackages(items: readonly Resolved[], line: Line, judging: Judging): Promise<readonly JudgedPackage[]> {
  const stager = stagerFor(line, judging);
  return await stageAndJudge<Taken, JudgedPackage>(items, {
    parallel: PARALLEL,
    stage: async (resolved) => {
      if (judging.builder.isSource(resolved.url)) return { source: resolved };
      return { wheel: unfetched(resolved, line, judging) ?? (await stage(resolved, stager)) };
    },
    fetched: (taken) => {
      if ('wheel' in taken && taken.wheel.path !== '') void analyseSoon(taken.wheel, line, judging);
      judging.onStaged?.('wheel' in taken ? taken.wheel.fileName : taken.source.fileName);
    },
    judge: async (taken) => {
      line.shop.signal.throwIfAborted();
      return asNeeded(await ('wheel' in taken ? judgeWheel(taken.wheel, line) : judging.builder.finish(taken.source, judging)), judging);
    },
    judged: ({ decision }) => judging.onJudged?.(decision),
  });
}
