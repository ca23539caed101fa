import type { ArchiveAnalysis } from '../../core/archive-analysis.js';
import type { Sha256 } from '../../core/artifact.js';
import type { Store } from '../../store/open-store.js';
import { isArchiveAnalysis } from './kept-analysis.js';

/** Findings by the bytes that they were found in, for one rule set. */
export interface KeptFindings {
  /** What an earlier run found, or this one judged. */
  readonly recall: (sha256: Sha256) => ArchiveAnalysis | null;
  readonly remember: (sha256: Sha256, analysis: ArchiveAnalysis) => void;
  /** Keeps what was found ahead of the judgement, so that a run that is interrupted has not worked for nothing. Until the judgement, this run recalls it not. */
  readonly rememberAhead: (sha256: Sha256, analysis: ArchiveAnalysis) => void;
}

export function keptFindings({ analyses }: Pick<Store, 'analyses'>, ruleset: string): KeptFindings {
  const ahead = new Set<Sha256>();
  return {
    recall: (sha256) => {
      const kept = ahead.has(sha256) ? null : analyses.get(sha256, ruleset);
      return isArchiveAnalysis(kept) ? kept : null;
    },
    remember: (sha256, analysis) => {
      if (!ahead.delete(sha256)) analyses.put(sha256, ruleset, analysis);
    },
    rememberAhead: (sha256, analysis) => {
      if (ahead.has(sha256)) return;
      analyses.put(sha256, ruleset, analysis);
      ahead.add(sha256);
    },
  };
}
