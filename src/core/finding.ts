import type { Advisory } from './advisory.js';
import type { UntrustedText } from './untrusted.js';

/** From harmless to certain; the order is used to compare. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export type Confidence = 'low' | 'medium' | 'high';

/** One step of a flow from source to sink, in the file of the finding unless it names another. */
export interface TraceStep {
  readonly what: UntrustedText;
  readonly line: number;
  readonly file?: UntrustedText;
}

/** One reason for suspicion, and where. `line` counts from 1; `snippet` is the guilty line itself. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: UntrustedText;
  /** A chain of steps that hardly any library needs. Alone it may be a tool's job, so what surrounds it decides (src/analysis/correlate.ts). */
  readonly isStrong?: boolean;
  readonly file?: UntrustedText;
  readonly line?: number;
  readonly snippet?: UntrustedText;
  readonly trace?: readonly TraceStep[];
  /** Why it matters, in one sentence: the words of the rule, the same for all of its findings. */
  readonly why?: string;
  /** What to do next, where the rule knows something better than the general advice (the likely name, a fixed version). */
  readonly advice?: UntrustedText;
  /** What the metadata lacks, in words, where that is the finding: `an author`. */
  readonly lack?: string;
  /** The advisory behind it, where it passes one on: policy decides by this and not by the severity. */
  readonly advisory?: Advisory;
}

/**
 * What kind of thing could not be looked at; policy gives each its own answer (`runs` blocks, the others warn or inform).
 * `runs`: code that runs at install, interpreter start or import. `latent`: code that needs a call.
 * `data`: a member that is not code. `service`: an index, an advisory source or a model that could not be asked.
 */
export type GapKind = 'runs' | 'latent' | 'data' | 'service';

/** Something depsec could not look at. Never dropped in silence: policy decides. */
export interface Gap {
  readonly kind: GapKind;
  readonly what: UntrustedText;
  readonly why: UntrustedText;
}
