import type { AdvisorySeverity } from './advisory.js';
import type { Baseline } from './baseline.js';
import type { Action } from './decision.js';
import type { PackageName } from './name.js';
import type { RiskFactor } from './risk.js';
import type { Waiver } from './waiver.js';

/** `block` stops an install, `warn` shows and always installs, `audit-only` never installs. */
export const modes = ['block', 'warn', 'audit-only'] as const;
export type Mode = (typeof modes)[number];

/** From which composite risk on (0 to 100) something happens, and what. */
export interface RiskDial {
  readonly threshold: number;
  readonly action: Action;
  /** What the factors weigh, where it is told: one that weighs nothing is no reason. */
  readonly weights?: ReadonlyMap<RiskFactor, number>;
}

/** Everything `decide` may know besides the report. Scores run from 0 to 1. */
export interface Policy {
  readonly mode: Mode;
  readonly blockScore: number;
  readonly warnScore: number;
  /** Absent: the composite risk is only shown. */
  readonly risk?: RiskDial;
  readonly allowlist: ReadonlySet<PackageName>;
  readonly denylist: ReadonlySet<PackageName>;
  /** What an advisory of a severity does; a severity that is not in it follows the defaults. Malware blocks whatever it says. */
  readonly severityActions: ReadonlyMap<AdvisorySeverity, Action>;
  readonly waivers: readonly Waiver[];
  /** What was there before the change that is judged; absent: everything counts as new. */
  readonly baseline?: Baseline;
  /** `YYYY-MM-DD` in UTC: which waivers have ended. */
  readonly today: string;
  /** `--allow-blocked`: install what is blocked, loudly; but not known malware. */
  readonly allowBlocked: boolean;
  /** `--allow-known-malware`: install whatever is blocked, known malware too. */
  readonly allowKnownMalware: boolean;
  /** Why the user forces one file out of quarantine; with `allowBlocked`, for the judgement of that file alone. */
  readonly release?: string;
}
