import { join } from 'node:path';
import type { Decision } from '../../core/decision.js';
import { stage, type Stager } from '../../pip/stage.js';
import { hashFile, linkOrCopy, makePrivateFolder } from '../../platform/files.js';
import type { Observer } from '../observer.js';
import type { Workshop } from '../workshop.js';
import type { Plan } from './plan.js';
import { stageAndJudge } from './stage-and-judge.js';

const PARALLEL = 6;

/** The folder that pip installs from. */
export const stageFolder = (shop: Workshop): string => join(shop.runFolder, 'stage');

function stagerFor(shop: Workshop, { sources, files }: Plan, onBytes: (bytes: number) => void): Stager {
  return {
    folder: stageFolder(shop),
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
          onBytes(bytes - before);
          before = bytes;
        },
      });
    },
  };
}

/** Brings every file of the plan into the stage and judges it. Decisions come in the order of the plan. */
export async function judgePlan(plan: Plan, shop: Workshop, observer: Observer): Promise<readonly Decision[]> {
  const total = plan.items.length;
  if (total === 0) return [];
  await makePrivateFolder(stageFolder(shop));
  observer.phase(`Analyzing ${total} package${total === 1 ? '' : 's'}`);
  let bytes = 0;
  let done = 0;
  const stager = stagerFor(shop, plan, (more) => {
    bytes += more;
    observer.advance({ done, total, bytes, label: '' });
  });
  return await stageAndJudge(plan.items, {
    parallel: PARALLEL,
    stage: (resolved) => stage(resolved, stager),
    fetched: (file) => observer.advance({ done, total, bytes, label: file.fileName }),
    judge: (staged) => {
      shop.signal.throwIfAborted();
      return shop.judge(staged, { trustMetadata: false });
    },
    judged: (decision) => {
      done += 1;
      observer.advance({ done, total, bytes, label: decision.report.artifact.fileName });
    },
  });
}

