import type { Staged } from './artifact.js';
import type { Finding, Gap } from './finding.js';
import type { CompositeRisk } from './risk.js';
import type { IndexProject } from './facts/project-facts.js';
import type { Waiver } from './waiver.js';

/** What tiers 1 to 3 saw of one artifact. `cached` tells that no byte of the archive had to be read again. */
export interface Report {
  readonly artifact: Staged;
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly cached: boolean;
  /** Null or absent where no factor is known, and for a package of a private index. */
  readonly risk?: CompositeRisk | null;
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

/** Something that was seen and that somebody has accepted in writing. */
export interface Waived {
  readonly seen: Finding | Gap;
  readonly waiver: Waiver;
}

/** What of a judged file was there before the change that is judged. */
export interface InBaseline {
  readonly seen: readonly (Finding | Gap)[];
  /** The composite risk was over its threshold then as well. */
  readonly risk: boolean;
}

interface Judgement {
  readonly report: Report;
  /** 0 to 1: the highest severity's score; what is waived does not count. */
  readonly score: number;
  /** Composite heuristic risk, 0 to 100, or null while no factor is known. */
  readonly risk: number | null;
  /** Why, in words, most important first. Empty for a package that is simply safe. */
  readonly reasons: readonly string[];
  /** What was seen and does not count. It is still in the report. */
  readonly waived: readonly Waived[];
  /** Absent where nothing was compared. */
  readonly inBaseline?: InBaseline;
  /** Rules and advisories that waivers would have to name to let it through; empty where it is not stopped and where no waiver helps. */
  readonly waivable: readonly string[];
}

/** `cleared` is there exactly when the action lets the file through. A blocked package that the user let in anyway keeps its verdict. */
export type Decision = Judgement &
  (
    | { readonly verdict: Verdict; readonly action: 'allow' | 'alert'; readonly cleared: Cleared }
    | { readonly verdict: Verdict; readonly action: 'block' | 'quarantine'; readonly cleared: null }
  );
