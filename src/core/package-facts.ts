import type { FoundAddress, ScriptCommand } from './content-facts.js';
import type { PackageName } from './name.js';
import type { MarkedText, When } from './source-facts.js';

/** Core metadata (METADATA or PKG-INFO): header fields by lower-case name, each with all its values, and the body. */
export interface Metadata {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly description: string;
}

/** One member of an archive, as its directory tells it. */
export interface MemberFacts {
  readonly path: string;
  readonly bytes: number;
  /** By magic bytes and suffix: Python source, other text, machine code, or anything else. */
  readonly kind: 'python' | 'text' | 'native' | 'data';
  /** How much of it is one constant, where that was looked at. */
  readonly literalBytes?: number;
}

/** What a wheel's own list of files (RECORD) says, against what the archive holds. All lists hold member paths, sorted. */
export interface RecordFacts {
  /** The digest or size in RECORD is another. */
  readonly altered: readonly string[];
  /** In the archive, not in RECORD. */
  readonly unlisted: readonly string[];
  /** In RECORD, not in the archive. */
  readonly missing: readonly string[];
  /** In RECORD without a usable digest, where one is required. */
  readonly unhashed: readonly string[];
}

/**
 * A folder that pip installs into: site-packages, the commands, the headers, the environment as a whole (`sys.prefix`), or one
 * that no scheme knows, which pip refuses.
 */
export type InstallRoot = 'library' | 'scripts' | 'headers' | 'environment' | 'unknown';

/** Where a file of a wheel ends up. */
export interface InstalledFile {
  /** Null for a command that pip writes itself, for an entry point. */
  readonly member: string | null;
  readonly root: InstallRoot;
  /** Relative to the root. */
  readonly path: string;
}

/** What the names in compiled code stand for. */
export type CompiledAct = 'exec' | 'process' | 'network' | 'decoder' | 'host';

/** One module, class or function of a compiled module, with what the names in it stand for. */
export interface CompiledCode {
  readonly name: string;
  readonly acts: readonly CompiledAct[];
}

/** A compiled Python module (`.pyc`). */
export interface CompiledModule {
  readonly path: string;
  /** `cache`: Python loads it only while its source is there. `module`: where Python takes it for a module of its own. */
  readonly place: 'cache' | 'module';
  /** Whether the package holds its source, and whether it says that it is made from that: by another size, or in a way that nobody checks. */
  readonly source: 'missing' | 'matching' | 'other' | 'unchecked';
  /** Code with acts only. */
  readonly codes: readonly CompiledCode[];
  readonly commands: readonly ScriptCommand[];
  readonly addresses: readonly FoundAddress[];
  readonly texts: readonly MarkedText[];
  /** Why not all of it could be read. */
  readonly problem: string | null;
  /** Nothing in it goes by a name, so that it can neither import nor call anything: an empty module. */
  readonly isEmpty?: boolean;
  /** False where nothing about the file but its name is byte code of any Python. */
  readonly isByteCode: boolean;
}

/** A program that a Python file starts without being asked. `text` is its command line, with `{}` for what is not constant. */
export interface StartedProgram {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly when: When;
}

/** What sets a wheel apart from a mere zip. */
export interface WheelFacts {
  /** The one folder that makes it a wheel; null where there is none, or more than one. */
  readonly distInfo: string | null;
  /** In words, what is wrong with its dist-info folder; pip refuses such wheels, and so nothing here tells what would be installed. */
  readonly problems: readonly string[];
  /** Null where RECORD is missing or cannot be read. */
  readonly record: RecordFacts | null;
  /** Every file that pip would write. */
  readonly installed: readonly InstalledFile[];
  /** By its file name, it holds nothing that is made for one kind of machine. */
  readonly isForAnyMachine: boolean;
}

/** What a `package` rule may ask. */
export interface PackageFacts {
  /** Null for a folder or archive that tells no usable name. */
  readonly name: PackageName | null;
  /** Empty where nothing tells it. */
  readonly version: string;
  /** `installed`: the files of a package as they lie in an environment, or those of none. */
  readonly kind: 'wheel' | 'sdist' | 'archive' | 'tree' | 'installed';
  readonly members: readonly MemberFacts[];
  readonly compiled: readonly CompiledModule[];
  readonly started: readonly StartedProgram[];
  readonly metadata: Metadata | null;
  /** Null for everything that is no wheel and was not made of one. */
  readonly wheel: WheelFacts | null;
  /** What a build would fetch before it starts: PEP 508 requirements and addresses. Empty for a wheel. */
  readonly buildRequires: readonly string[];
  /** What setup() says that the package needs where it is installed; metadata can leave that out. */
  readonly runRequires?: readonly string[];
}

/** A text member that a `text` rule may ask about. */
export interface TextFacts {
  readonly path: string;
  readonly lines: readonly string[];
}

/** How two names differ; see detection.md, "Tier 1 names", for the measured kinds. */
export type NameDifference =
  | 'transposition'
  | 'doubled-letter'
  | 'neighbour-insertion'
  | 'inner-omission'
  | 'vowel-swap'
  | 'neighbour-substitution'
  | 'homoglyph'
  | 'single-edit'
  | 'distance-two'
  | 'word-swap'
  | 'affix'
  | 'separator';

/** A popular name that another one looks like. */
export interface SimilarName {
  readonly name: PackageName;
  readonly rank: number;
  readonly difference: NameDifference;
  readonly distance: number;
  readonly strength: 'strong' | 'middle';
}

/** What a `name` rule may ask. */
export interface NameFacts {
  readonly name: PackageName;
  /** 1 is the most downloaded project; null when the name is not among the 15,000. */
  readonly rank: number | null;
  readonly similar: SimilarName | null;
  /** Named by the user on the command line or in a requirements file. */
  readonly requested: boolean;
}
