import { basename, join } from 'node:path';
import { wheelFileName } from '../../archive/project/distribution-file-name.js';
import type { Sha256, Staged } from '../../core/artifact.js';
import type { Decision } from '../../core/decision.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import { untrusted } from '../../core/untrusted.js';
import { FileRefused, type HeldFile } from '../../gateway/open-gateway.js';
import { isPartlyUnchecked } from '../../policy/exit-code.js';
import { makePrivateFolder } from '../../platform/files.js';
import { newFolder, type Line } from '../pipeline/line.js';
import { stageIndexSource } from '../pipeline/building/stage-source.js';

/** The files that a pip was given or refused, each judged once before its first byte is handed over. */
export interface JudgedFiles {
  /** Throws FileRefused for what is not let through, and ToolError `network`, `hash-mismatch` or `disk`. */
  readonly hand: (url: string, promised: Sha256 | null) => Promise<HeldFile>;
  /** In the order in which they were asked for. */
  readonly decisions: () => readonly Decision[];
}

export interface JudgedFilesTools {
  readonly line: Pick<Line, 'shop' | 'files' | 'sources' | 'origins'>;
  readonly isRequested: (name: PackageName) => boolean;
  /** Why a file of this name is not even fetched; null for most. */
  readonly refusal: (fileName: string) => string | null;
  /** Called before a file is handed over or refused: what must be on record by then. */
  readonly onDecision: (decision: Decision) => Promise<void>;
}

const NO_NAME = 'refused by depsec: this is no name of a package file';

/** Throws FileRefused for an address that ends in no file name. */
function fileNameIn(url: string): string {
  try {
    return decodeURIComponent(basename(new URL(url).pathname));
  } catch (error) {
    if (error instanceof URIError) throw new FileRefused(NO_NAME);
    throw error;
  }
}

/** A wheel is known by its file name, a source package by what staging made of it. */
function identified(file: Staged): Staged {
  const parts = wheelFileName(file.fileName);
  return parts === null || !isPackageName(parts.name) ? file : { ...file, name: parsePackageName(parts.name), version: untrusted(parts.version) };
}

/** Brings a file of an index into a private folder of its own. */
async function staged(url: string, promised: Sha256 | null, line: JudgedFilesTools['line']): Promise<Staged> {
  const folder = join(await newFolder(line, 'handed'), 'file');
  await makePrivateFolder(folder);
  const file = await stageIndexSource(url, promised, { folder, line });
  if (fileNameIn(url) !== file.fileName) throw new FileRefused(NO_NAME);
  return identified(file);
}

function refusalOf({ report: { artifact }, reasons }: Decision): FileRefused {
  return new FileRefused(`blocked by depsec: ${artifact.name} ${artifact.version}${reasons[0] === undefined ? '' : `: ${reasons[0]}`}`);
}

export function createJudgedFiles({ line, isRequested, refusal, onDecision }: JudgedFilesTools): JudgedFiles {
  const judging = new Map<string, Promise<Decision>>();
  const decisions: Decision[] = [];
  const judge = async (url: string, promised: Sha256 | null): Promise<Decision> => {
    const file = await staged(url, promised, line);
    const decision = await line.shop.judge({ ...file, requested: isRequested(file.name), isPublic: line.origins.isPublic(url) }, { trustMetadata: false });
    await onDecision(decision);
    decisions.push(decision);
    return decision;
  };
  const judgeOnce = (url: string, promised: Sha256 | null): Promise<Decision> => {
    const decision = judging.get(url) ?? judge(url, promised);
    judging.set(url, decision);
    // What could not be had or written down is tried again when it is asked for again.
    decision.catch(() => judging.delete(url));
    return decision;
  };
  return {
    decisions: () => decisions,
    async hand(url, promised) {
      const why = refusal(fileNameIn(url));
      if (why !== null) throw new FileRefused(why);
      const decision = await judgeOnce(url, promised);
      if (decision.cleared === null) throw refusalOf(decision);
      if (line.shop.configuration.settings.failClosed && isPartlyUnchecked([decision])) throw new FileRefused(`refused by depsec: not all of ${decision.cleared.name} could be checked, and fail_closed is set`);
      return { path: decision.cleared.path, sha256: decision.cleared.sha256 };
    },
  };
}
