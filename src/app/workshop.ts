import type { Builds } from './programs/builds.js';
import type { ArchiveAnalysis } from '../core/archive-analysis.js';
import type { Sha256, Staged } from '../core/artifact.js';
import type { Configuration } from '../config/settings.js';
import type { Environment } from '../config/environment.js';
import type { Cleared, Decision, Report } from '../core/decision.js';
import type { Notice } from '../core/run.js';
import type { Clock } from '../platform/clock.js';
import type { PipProcess } from '../pip/pip-process.js';
import type { OpenPip } from '../pip/waiting-pip.js';
import type { PopularNames } from '../sources/popular-names.js';
import type { AuditLog } from '../store/audit-log.js';
import type { FileCache } from '../store/files.js';
import type { Journals } from '../store/journal.js';
import type { Home } from '../store/home.js';
import type { Store } from '../store/open-store.js';
import type { SeenProjects } from './indexes/seen-projects.js';
import type { LookUp, Subject } from './look-up/known.js';

/**
 * What the use cases work with: the parts of one run, put together by wire.ts. What is dear (undici, tree-sitter, the name list) loads
 * when it is first used.
 */
export interface Workshop {
  readonly cwd: string;
  readonly environment: Environment;
  readonly configuration: Configuration;
  readonly clock: Clock;
  /** Aborted when the user stops the run. */
  readonly signal: AbortSignal;
  /** Aborted when the user insists: for the install itself, which the first wish does not stop half-way. */
  readonly insistent: AbortSignal;
  readonly home: Home;
  readonly store: Store;
  readonly files: FileCache;
  /** Notes of wheels that were built, by all that decided what they became; `builtIn` tells the sandbox that this run asks for. */
  readonly builtWheels: { readonly builtIn: readonly string[]; readonly recall: (key: Sha256) => unknown; readonly remember: (key: Sha256, note: unknown) => void };
  readonly log: AuditLog;
  readonly journals: Journals;
  readonly names: PopularNames;
  /** Remarks from configuration and store. */
  readonly notices: () => readonly Notice[];
  /** Private to this run (0700), removed when it ends. */
  readonly runFolder: string;
  /** Path of a file that ships in data/. */
  readonly dataFile: (name: string) => string;
  /** Tiers 1 and 2 and the policy, for one file. */
  readonly judge: (artifact: Staged, options: { readonly trustMetadata: boolean }) => Promise<Decision>;
  /** What was found in these bytes by the same rules, in whatever run. */
  readonly known: (sha256: Sha256) => ArchiveAnalysis | null;
  /** Begins the part of `judge` that depends on the bytes alone, for a file that will be judged soon. Null where that part keeps it out. */
  readonly judgeSoon: (artifact: Staged) => Promise<Cleared | null>;
  /** What the indexes of this run told of projects. */
  readonly projects: SeenProjects;
  /** What services know of one version. Only of projects that are public. */
  readonly ask: LookUp['ask'];
  /** Begins to ask services about what will be judged soon; `judge` asks about what was not announced. */
  readonly askSoon: (subjects: readonly Subject[]) => void;
  /** Starts what `judge` needs, when there is time to do so before the first file is here. */
  readonly warmUp: () => void;
  /** Policy alone, for a report that was put together from several. */
  readonly decide: (report: Report) => Decision;
  /** Which parser serves: native or WebAssembly. */
  readonly parserBackend: () => Promise<string>;
  /** Starts interpreters in the private folder `cwd`; they end when `signal` (the workshop's own unless told) is aborted. */
  readonly startPip: (cwd: string, onText: (text: string) => unknown, signal?: AbortSignal) => PipProcess;
  /** The same for an interpreter that waits to be told what to do. Whoever opens it sees to it that it ends. */
  readonly openPip: (cwd: string, signal?: AbortSignal) => OpenPip;
  /** Starts builds, in a sandbox where there is one, with the variables that builds may see. */
  readonly builds: Builds;
  readonly close: () => Promise<void>;
}
