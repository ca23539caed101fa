import type { Action } from './decision.js';
import type { PackageName } from './name.js';

/** `block` stops an install, `warn` shows and always installs, `audit-only` never installs. */
export const modes = ['block', 'warn', 'audit-only'] as const;
export type Mode = (typeof modes)[number];

/** From which composite risk on (0 to 100) something happens, and what. */
export interface RiskDial {
  readonly threshold: number;
  readonly action: Action;
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
  /** `--allow-blocked`: install what is blocked, loudly. */
  readonly allowBlocked: boolean;
}
