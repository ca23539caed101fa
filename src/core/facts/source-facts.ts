/** When a statement runs: while installing, when the interpreter starts, when imported, when a tool loads it by an entry point, when somebody starts a command of the package, or only when called. */
export type When = 'install' | 'start' | 'import' | 'autoload' | 'command' | 'latent';

/**
 * What data can come out of. `environment` is the whole of it, not one variable; `credentials` is the content of a file that keeps secrets, `script` code in a text,
 * `parameter` a secret that a function is given. `hidden` is a constant that is decoded before it is used, `observation` what the user sees, says or copies, and
 * `labelled` a text that says of its parts that they are passwords and the like. `shipped` is what a file holds that is neither Python nor fetched,
 * `key` what opens one account: a variable of the environment that is called so.
 */
export type SourceKind = 'script' | 'parameter' | 'decoder' | 'network' | 'environment' | 'credentials' | 'host' | 'hidden' | 'observation' | 'labelled' | 'shipped' | 'key';

/** Where data can end up. `address` is where a request goes, which is a part of what reaches the `network`; `object` is a loader that runs what the data asks for while it builds objects, and `name` what is imported or taken out of a module by a name. */
export type SinkKind = 'exec' | 'process' | 'network' | 'address' | 'object' | 'name';

/** Calls that rules can ask for. `mail-copy`: a recipient of a mail that stands in the code. `command-line`: something that nobody knows is given a line that a shell would run. `borrowed`: a function that starts programs or runs code is taken out of the names of somebody else's function. */
export type CallKind = Exclude<SinkKind, 'address' | 'object' | 'name'> | 'connect' | 'descriptor-copy' | 'write' | 'watch' | 'clipboard-read' | 'clipboard-write' | 'machine-code' | 'destroy' | 'question' | 'borrowed' | 'command-line' | 'mail-copy';

/** What is remarkable about a command line, an address or a path. Empty for an ordinary one; see src/python/vocabulary. */
export type Trait =
  | 'build-tool'
  | 'contacts-network'
  | 'fetches-and-runs'
  | 'hidden-shell'
  | 'foreign-package'
  | 'installs-package'
  | 'reverse-shell'
  | 'raw-address'
  | 'drop-host'
  | 'vendor-host'
  | 'local-host'
  | 'metadata-host'
  | 'own-script'
  | 'system-path'
  | 'takes-root'
  | 'meddles'
  | 'publishes'
  | 'drives-agent'
  | 'uploads'
  | 'sends-secrets'
  | 'tells-identity'
  | 'destroys'
  | 'user-folder'
  | 'unpacks';

/** A place in the file, and the canonical name of what stands there (`subprocess.Popen`, whatever the spelling). `line` counts from 1. */
export interface Spot {
  readonly name: string;
  readonly line: number;
}

/** Ends the name of a source that gives what whoever started the program says to it. */
export const FROM_INPUT = ' of standard input';

/** Ends the name of a source that nobody knows to fetch, but that is called so and is given an address. */
export const FROM_ADDRESS = ' of an address';

/** The name of a text that is a script which opens a shell, hides what it does or fetches what it runs. */
export const TELLING_SCRIPT = 'a text that fetches, hides or opens a shell';

/** The text of a copied descriptor that is the one of a connection. */
export const OF_CONNECTION = 'a connection';

/** How code is kept that is none of the file's own. */
export type Hidden = 'text' | 'encoded';

/** One call. `text` is its command line, address or path as far as it is constant, with `{}` for what is not. */
export interface Call extends Spot {
  readonly kind: CallKind;
  readonly when: When;
  readonly text: string | null;
  readonly traits: ReadonlySet<Trait>;
  /** The function that it stands in; empty at the top level. */
  readonly within: string;
  /** It runs only because another file that runs by itself calls its function, perhaps under a condition. */
  readonly isIndirect: boolean;
  /** The reply is written to a file which is not one that runs by its name. */
  readonly isKept: boolean;
  /** It stands in code that the file keeps as text; `encoded` where that text had to be decoded first. */
  readonly hidden: Hidden | null;
}

/** One step of data on its way, in words. */
export interface FlowStep {
  readonly what: string;
  readonly line: number;
}

/** Data that came out of `source` and reaches `sink`. */
export interface Flow {
  readonly from: SourceKind;
  readonly to: SinkKind;
  readonly source: Spot;
  readonly sink: Spot;
  readonly when: When;
  /** `file`: written to a file that the sink then runs. */
  readonly through: 'value' | 'file';
  readonly steps: readonly FlowStep[];
  readonly hidden: Hidden | null;
}

/** Why a constant text is remarkable: a whole token of a chat bot or webhook, a pattern to search tokens with, a place where other programs keep secrets, a pattern for the addresses of wallets, what a machine says that joins others in making coins. */
export type TextMark = 'drop-token' | 'token-hunt' | 'secret-store' | 'wallet-pattern' | 'mining';

/** A constant text, perhaps put together or decoded; `name` says what it is. */
export interface MarkedText extends Spot {
  readonly mark: TextMark;
}

/** How obfuscators leave code. Each has honest uses; two of them in one file have none. */
export type Shape = 'hidden-column' | 'spelled-names' | 'hex-escapes' | 'packer' | 'one-literal' | 'name-soup' | 'foreign-names';

export interface ShapeFact {
  readonly shape: Shape;
  readonly line: number;
}

/** A module that the file imports, by its full name. */
export interface ImportFact extends Spot {
  readonly when: When;
}

/**
 * What a file that runs while installing brings to run with it, and what it asks setup() for. Empty for every other file. Texts hold `{}` for
 * what is not known of them.
 */
export interface Loads {
  /** Modules that it imports, and what it takes from them (`module.name`), in full; relative ones start with dots. */
  readonly imports: readonly string[];
  /** Functions and classes of other modules that it calls, by the same names. */
  readonly calls: readonly string[];
  /** What else of other modules it mentions: hands on, registers or inherits from. */
  readonly mentions: readonly string[];
  /** Variables of the module whose first value is a literal: those can be read without importing it. */
  readonly literals: readonly string[];
  /** Files that it runs as code. */
  readonly files: readonly string[];
  /** Folders that it adds to those which modules are looked for in. */
  readonly folders: readonly string[];
  /** What setup() is told to fetch before it builds. */
  readonly requires: readonly string[];
  /** What setup() says that the package needs where it is installed. */
  readonly runRequires: readonly string[];
  /** What setup() is given as entry points, each text as in an entry_points.txt. */
  readonly entryPoints: readonly string[];
  /** Whether it can change the words that a script was started with. */
  readonly changesArguments: boolean;
}

/** A file whose content is run as code, by its path as far as it is constant (`{}` for what is not). */
export interface ExecutedFile {
  readonly text: string;
  readonly when: When;
  /** A Python of its own is started for it, which runs what stands behind `if __name__ == '__main__'` as well. */
  readonly isStarted: boolean;
  /** What it holds is told to a shell, and is no Python. */
  readonly isTold?: boolean;
  /** How much of it may run: what was read of it, which a program can cut any piece out of (`read`), or some line and no more (`line`); all of it where nothing is said. */
  readonly share?: 'read' | 'line';
}

/** What rules may ask about one Python file. Filled by src/python; rules never see a syntax tree. */
export interface SourceFacts {
  readonly path: string;
  /** When the file's top level runs. */
  readonly runs: When;
  readonly imports: readonly ImportFact[];
  readonly loads: Loads;
  /** Files that it runs as code, whenever that is. */
  readonly executes: readonly ExecutedFile[];
  readonly texts: readonly MarkedText[];
  readonly shapes: readonly ShapeFact[];
  /** Calls of one kind, in the order of the file. */
  readonly calls: (kind: CallKind) => readonly Call[];
  /** Flows from any of these sources to any of these sinks, in the order of the file. */
  readonly flows: (question: FlowQuestion) => readonly Flow[];
}

export interface FlowQuestion {
  readonly from: SourceKind | readonly SourceKind[];
  readonly to: SinkKind | readonly SinkKind[];
}
