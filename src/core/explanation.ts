import type { Verdict } from './decision.js';
import type { Finding, TraceStep } from './finding.js';
import type { Rule } from './rule.js';
import type { UntrustedText } from './untrusted.js';

/** What a rule says about itself, its docs taken apart. Our own words, never package text. */
export interface RuleText {
  readonly id: string;
  /** `review`: what a model says or is kept from saying (src/analysis/ai). */
  readonly kind: Rule['kind'] | 'review';
  readonly title: string;
  /** The first sentence of the docs. */
  readonly summary: string;
  /** What it looks for and why, a paragraph each. */
  readonly about: readonly string[];
  readonly whatToDo: string | null;
  readonly outOfScope: string | null;
}

/** One line of a file beside a finding; `isGuilty` is the line that the finding is about. */
export interface ContextLine {
  readonly line: number;
  readonly text: UntrustedText;
  readonly isGuilty: boolean;
}

/** A step of the data on its way, with the line it stands on where that can be shown. */
export interface ExplainedStep extends TraceStep {
  readonly code: UntrustedText | null;
}

/** A finding with the lines around it. `context` is empty where the file cannot be read again. */
export interface ExplainedFinding {
  readonly finding: Finding;
  /** Null for a rule that this depsec does not have. */
  readonly rule: RuleText | null;
  readonly context: readonly ContextLine[];
  readonly steps: readonly ExplainedStep[];
}

/** One judgement, with everything that it rests on. */
export interface ExplainedPackage {
  readonly name: string;
  readonly version: UntrustedText;
  /** The path as it was given; null for a package that is only known from the audit log. */
  readonly file: UntrustedText | null;
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly reasons: readonly UntrustedText[];
  /** When and by which command, for a judgement out of the audit log. */
  readonly judged: { readonly time: UntrustedText; readonly command: UntrustedText } | null;
  readonly findings: readonly ExplainedFinding[];
  /** Rules that the audit log names, of which no finding is kept. */
  readonly namedOnly: readonly RuleText[];
  readonly gaps: readonly { readonly what: UntrustedText; readonly why: UntrustedText }[];
  /** What the reader should know about this explanation itself. */
  readonly remarks: readonly string[];
}

/** What `rules list` and `explain` have to say. */
export type Explanation =
  | { readonly about: 'rules'; readonly rules: readonly RuleText[] }
  | { readonly about: 'rule'; readonly rule: RuleText }
  | { readonly about: 'package'; readonly package: ExplainedPackage };
