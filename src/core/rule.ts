import type { Advisory } from './advisory.js';
import type { ContentFacts } from './facts/content-facts.js';
import type { Confidence, Severity } from './finding.js';
import type { PackageFacts, TextFacts } from './facts/package-facts.js';
import type { NameFacts } from './names/name-facts.js';
import type { ProjectFacts } from './facts/project-facts.js';
import type { SourceFacts } from './facts/source-facts.js';

/** A place in the file under inspection; `line` counts from 1. */
export interface Place {
  readonly line: number;
}

/** What a rule says. The analyser adds the rule's id, the file and the guilty line. */
export interface RuleFinding {
  readonly severity: Severity;
  /** Defaults to `high`. */
  readonly confidence?: Confidence;
  /** May quote package text: it is treated as untrusted from here on. */
  readonly message: string;
  readonly at?: Place;
  /** See `Finding`. */
  readonly isStrong?: boolean;
  /** Only for `package` rules: the member that the finding is about. */
  readonly file?: string;
  readonly trace?: readonly (Place & { readonly what: string })[];
  /** What to do next, where the rule knows something better than the general advice (the likely name, a fixed version). */
  readonly advice?: string;
  /** What the metadata lacks, in words, where that is the finding: `an author`. Several weigh more in a young project. */
  readonly lack?: string;
  /** The advisory that the finding passes on: policy decides by it, not by the severity. */
  readonly advisory?: Advisory;
}

interface RuleDocs {
  readonly title: string;
  /** What, why, what to do, what is out of scope. Shown by `explain`. */
  readonly docs: string;
}

/** Looks at one Python file through its facts. */
export interface SourceRule extends RuleDocs {
  readonly kind: 'source';
  readonly check: (facts: SourceFacts) => readonly RuleFinding[];
}

/** Looks at one file that is not Python but can run or steer code (`.pth`, for example). */
export interface TextRule extends RuleDocs {
  readonly kind: 'text';
  readonly check: (facts: TextFacts) => readonly RuleFinding[];
}

/** Looks at what is in one file of any kind, beyond what Python or a shell would make of it. */
export interface ContentRule extends RuleDocs {
  readonly kind: 'content';
  readonly check: (facts: ContentFacts) => readonly RuleFinding[];
}

/** Looks at the package as a whole: metadata and list of members. */
export interface PackageRule extends RuleDocs {
  readonly kind: 'package';
  readonly check: (facts: PackageFacts) => readonly RuleFinding[];
}

/** Looks at the name alone; its findings depend on the request and are never cached. */
export interface NameRule extends RuleDocs {
  readonly kind: 'name';
  readonly check: (facts: NameFacts) => readonly RuleFinding[];
}

/** Looks at what services know of a project and a version: advisories, dates, status. Its findings are never cached. */
export interface ProjectRule extends RuleDocs {
  readonly kind: 'project';
  readonly check: (facts: ProjectFacts) => readonly RuleFinding[];
}

export type Rule = SourceRule | TextRule | ContentRule | PackageRule | NameRule | ProjectRule;

/** A pure rule: no network, no clock, no disk. Its id is its file name. */
export function defineRule<R extends Rule>(rule: R): R {
  return rule;
}
