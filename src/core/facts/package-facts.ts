import type { CompiledModule } from './compiled-facts.js';
import type { MemberFacts } from './member-facts.js';
import type { PackageName } from '../name.js';
import type { When } from './source-facts.js';
import type { WheelFacts } from './wheel-facts.js';

/** Core metadata (METADATA or PKG-INFO): header fields by lower-case name, each with all its values, and the body. */
export interface Metadata {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly description: string;
}

/** A program that a Python file starts without being asked. `text` is its command line, with `{}` for what is not constant. */
export interface StartedProgram {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly when: When;
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
  /** Places outside the libraries that the configuration of the project gives to files: below the environment, or on the machine. */
  readonly dataFiles?: readonly string[];
}

/** A text member that a `text` rule may ask about. */
export interface TextFacts {
  readonly path: string;
  readonly lines: readonly string[];
}
