import type { Staged } from './artifact.js';
import type { Finding, Gap } from './finding.js';
import type { IndexProject } from './project-facts.js';

/** What tiers 1 to 3 saw of one artifact. `cached` tells that no byte of the archive had to be read again. */
export interface Report {
  readonly artifact: Staged;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly cached: boolean;
  /** When an index says that the project and this version appeared, where one was asked and could tell. */
  readonly project?: Pick<IndexProject, 'firstReleaseAt' | 'releasedAt'>;
  /** Milliseconds spent on this artifact, by tier. */
  readonly timings: Readonly<Record<string, number>>;
}

declare const clearedMark: unique symbol;
/** An artifact that the policy lets through. Only `policy/decide` makes one; only these can be installed. */
export type Cleared = Staged & { readonly [clearedMark]: true };

export type Verdict = 'safe' | 'warned' | 'blocked';

/** What depsec does about a package. `quarantine` sets it aside instead of installing it. */
export type Action = 'allow' | 'alert' | 'block' | 'quarantine';

interface Judgement {
  readonly report: Report;
  /** 0 to 1: the highest severity's score. */
  readonly score: number;
  /** Composite heuristic risk, 0 to 100, or null while no factor is known. */
  readonly risk: number | null;
  /** Why, in words, most important first. Empty for a package that is simply safe. */
  readonly reasons: readonly string[];
}

/** `cleared` is there exactly when the action lets the file through. A blocked package that the user let in anyway keeps its verdict. */
export type Decision = Judgement &
  (
    | { readonly verdict: Verdict; readonly action: 'allow' | 'alert'; readonly cleared: Cleared }
    | { readonly verdict: Verdict; readonly action: 'block' | 'quarantine'; readonly cleared: null }
  );
