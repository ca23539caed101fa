import type { Decision } from './decision.js';
import type { RuleText } from './explanation.js';
import type { UntrustedText } from './untrusted.js';

/** Something the user should know that is not about one package's verdict (a dead index, an ignored setting). */
export interface Notice {
  readonly level: 'info' | 'warning';
  readonly text: UntrustedText;
}

/** An input that could not be judged because it is not what it should be (no such file, not an archive). Exit code 2. */
export interface Problem {
  readonly what: UntrustedText;
  readonly why: UntrustedText;
}

/** A requirement that the environment already fulfils. */
export interface SatisfiedPackage {
  readonly name: UntrustedText;
  readonly version: UntrustedText;
}

export type JudgingCommand = 'install' | 'audit' | 'scan' | 'run' | 'report' | 'download' | 'wheel';

/** One finished run, as reporters see it. */
export interface Run {
  readonly command: JudgingCommand;
  readonly depsecVersion: string;
  readonly ruleset: string;
  readonly decisions: readonly Decision[];
  readonly satisfied: readonly SatisfiedPackage[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
  /** True when files were put into an environment. */
  readonly installed: boolean;
  readonly dryRun: boolean;
  /** How many packages were let through and stay out all the same, since only what was set aside needs them. */
  readonly spared?: number;
  /** How many packages pip left as they were, since this very version lies in the folder of --target. */
  readonly leftAlone?: number;
  /** The file for the user's own settings, as it is named to them; the usual one where it is left out. */
  readonly settingsFile?: UntrustedText;
  /** Whether what could not be asked fails the run. */
  readonly failClosed?: boolean;
  readonly elapsedMs: number;
  /** Milliseconds since 1970. */
  readonly finishedAtMs: number;
  /** What the rules that found something say about themselves, by id. */
  readonly rules: readonly RuleText[];
}

export type Verbosity = 'quiet' | 'normal' | 'verbose' | 'very-verbose';

/** How a reporter may write: colour and non-ASCII signs only where the terminal shows them. `columns` is its width. */
export interface Look {
  readonly verbosity: Verbosity;
  readonly colour: boolean;
  readonly unicode: boolean;
  readonly columns: number;
}

/** One output format: a pure function from a finished run to text that ends in a newline. It gives a promise where it loads a library first. */
export interface Reporter<T extends string | Promise<string> = string | Promise<string>> {
  readonly title: string;
  readonly render: (run: Run, look: Look) => T;
}

/** The identity that keeps a reporter's type; its id is its file name. */
export function defineReporter<T extends string | Promise<string>>(reporter: Reporter<T>): Reporter<T> {
  return reporter;
}
