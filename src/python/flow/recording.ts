import type { CallKind, MarkedText, SinkKind, Spot } from '../../core/facts/source-facts.js';
import type { Origin, Value } from '../fold/value.js';

/** A remarkable call, before it is known when it runs. */
export interface RecordedCall extends Spot {
  readonly kind: CallKind;
  readonly owner: string;
  readonly text: string | null;
  /** The folder that a program is started in, where that is told. */
  readonly folder?: string;
}

/** Data at a sink. `keys` and `text` name the file that the sink runs, if it runs one. */
export interface Arrival {
  readonly to: SinkKind;
  readonly sink: Spot;
  readonly owner: string;
  readonly origins: readonly Origin[];
  readonly keys: readonly string[];
  readonly text: string | null;
  /** The constant text that runs as code, if it does. */
  readonly code: string | null;
}

/** Data that is put into a file; the file is named by `keys`. */
export interface FileWrite {
  readonly keys: readonly string[];
  readonly line: number;
  readonly origins: readonly Origin[];
  /** What is written, where it is constant. */
  readonly text: string | null;
  /** The file that it is a copy or the contents of, where it is one. */
  readonly of?: readonly string[];
  /** The command line that writes it, where one does: that names the file and does not run it. */
  readonly by?: string;
}

/** Something that is loaded by a path or a name in a text. */
export interface RecordedLoad {
  readonly text: string;
  readonly owner: string;
}

/** Names by the function that they stand in. */
export type NamesByOwner = Map<string, Set<string>>;

/** A call of something that belongs to another module, with all that it is given. */
export interface HandedOver {
  readonly name: string;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly owner: string;
}

/** Arguments of setup() that make a build fetch or run something. */
export type SetupArgument = 'cffi_modules' | 'setup_requires' | 'install_requires' | 'dependency_links';

/** What one pass over the module has seen. */
export interface Recording {
  readonly calls: RecordedCall[];
  readonly arrivals: Arrival[];
  readonly writes: FileWrite[];
  readonly texts: MarkedText[];
  /** Calls of what other modules define; only kept where those are read as well. */
  readonly handed: HandedOver[];
  /** What is put into variables of other modules of the package, by their names. */
  readonly left: { readonly name: string; readonly origins: readonly Origin[] }[];
  readonly imports: { readonly name: string; readonly line: number; readonly owner: string }[];
  /** Function `from` calls function `to` (or hands it to something that calls it). */
  readonly references: { readonly from: string; readonly to: string }[];
  /** Classes whose methods the module lets another package call; see src/python/flow/inherited-calls.ts. */
  readonly calledBack: Set<string>;
  /** Classes that setup() is given as commands that an install runs. */
  readonly hooks: Set<string>;
  /** The same for commands that somebody has to ask for, by the names of those. */
  readonly askedHooks: Map<string, Set<string>>;
  /** Commands that a function has setup() run by their names. */
  readonly askedFor: { readonly command: string; readonly owner: string }[];
  /** Names of other modules that are mentioned and called, by the function that does; only kept of files that run while installing. */
  readonly mentions: NamesByOwner;
  readonly outside: NamesByOwner;
  /** Variables of the module, and whether the first thing that they are given is a literal; only kept of files that run while installing. */
  readonly literals: Map<string, boolean>;
  readonly files: RecordedLoad[];
  readonly folders: RecordedLoad[];
  readonly setup: Map<SetupArgument, readonly string[]>;
  /** Texts that name entry points, under their groups; only kept of files that run while installing. */
  readonly entryPoints: string[];
  /** How often each function does more with `sys.argv` than to read it; only kept of files that run while installing. */
  readonly handled: Map<string, number>;
}

export const emptyRecording = (): Recording => ({ calls: [], arrivals: [], writes: [], texts: [], handed: [], left: [], imports: [], references: [], calledBack: new Set(), hooks: new Set(), askedHooks: new Map(), askedFor: [], mentions: new Map(), outside: new Map(), literals: new Map(), files: [], folders: [], setup: new Map(), entryPoints: [], handled: new Map() });
