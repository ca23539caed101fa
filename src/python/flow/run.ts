import type { CallKind, MarkedText, SinkKind, Spot, When } from '../../core/source-facts.js';
import { namedValue, UNKNOWN, type Origin, type Value } from '../fold/value.js';
import type { SyntaxNode } from '../syntax/node.js';

/** Names and their values in one block. `owner` is the function that the code stands in: `TOP` for the module, `MAIN` for `if __name__ == '__main__'`. */
export interface Scope {
  readonly kind: 'module' | 'class' | 'function';
  readonly owner: string;
  readonly classKey: string | null;
  readonly parent: Scope | null;
  readonly names: Map<string, Value>;
  /** Names that `global` or `nonlocal` lend to this block, with the block they belong to. */
  lent: ReadonlyMap<string, Scope>;
  /** Above 0 inside a branch or a loop: an assignment there adds to what a name may be. */
  branches: number;
}

export const TOP = '';
export const MAIN = '<main>';
/** Canonical names of what the file defines itself start so. */
export const LOCAL = 'local:';

/** A function of the file: what its parameters can be (over all its calls) and what it returns. */
export interface FunctionInfo {
  readonly key: string;
  readonly parameters: readonly string[];
  readonly values: Map<string, Value>;
  returned: Value;
}

export interface ClassInfo {
  readonly key: string;
  readonly bases: readonly string[];
}

/** A remarkable call, before it is known when it runs. */
export interface RecordedCall extends Spot {
  readonly kind: CallKind;
  readonly owner: string;
  readonly text: string | null;
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
export type SetupArgument = 'cffi_modules' | 'setup_requires' | 'dependency_links';

/** What one pass over the module has seen. */
export interface Recording {
  readonly calls: RecordedCall[];
  readonly arrivals: Arrival[];
  readonly writes: FileWrite[];
  readonly texts: MarkedText[];
  /** Calls of what other modules define; only kept where those are read as well. */
  readonly handed: HandedOver[];
  readonly imports: { readonly name: string; readonly line: number; readonly owner: string }[];
  /** Function `from` calls function `to` (or hands it to something that calls it). */
  readonly references: { readonly from: string; readonly to: string }[];
  /** Classes that setup() is given as commands that an install runs. */
  readonly hooks: Set<string>;
  /** Names of other modules that are mentioned and called, by the function that does; only kept of files that run while installing. */
  readonly mentions: NamesByOwner;
  readonly outside: NamesByOwner;
  /** Variables of the module, and whether the first thing that they are given is a literal; only kept of files that run while installing. */
  readonly literals: Map<string, boolean>;
  readonly files: RecordedLoad[];
  readonly folders: RecordedLoad[];
  readonly setup: Map<SetupArgument, readonly string[]>;
}

/** What makes a text remarkable, and whether it names a file that keeps secrets. */
export interface TextNature {
  readonly marks: readonly Pick<MarkedText, 'mark' | 'name'>[];
  readonly isSecretPath: boolean;
}

/** What a call is by its name alone. */
export interface Nature {
  readonly isSink: boolean;
  readonly isSource: boolean;
  /** It is given functions that something calls later. */
  readonly handsOver: boolean;
  /** Nobody has a meaning for this name. */
  readonly isOrdinary: boolean;
  /** What is known of its result. */
  readonly result: Value;
}

/** One interpretation of one file. */
export interface Run {
  readonly runs: When;
  /** Functions and classes that code outside the file calls; see src/python/when/starts.ts. */
  readonly starts: readonly string[];
  /** No call is taken for one that means nothing. */
  readonly readsAll: boolean;
  /** The names of the module itself. */
  readonly module: Scope;
  readonly functions: Map<string, FunctionInfo>;
  readonly classes: Map<string, ClassInfo>;
  readonly attributes: Map<string, Value>;
  readonly starImports: Set<string>;
  /** Functions of the file that are put in the place of another package's, with what they replace. */
  readonly patches: Map<string, string>;
  /** Which names of calls are sinks or sources: asked often, and answered by many patterns. */
  readonly natures: Map<string, Nature>;
  readonly texts: Map<string, TextNature>;
  /** Names of attributes by those of their objects. */
  readonly members: Map<string, Map<string, Value>>;
  recording: Recording;
  /** Set when a pass learned something that an earlier part of the file could have used. */
  learned: boolean;
  /** The same for variables that a path is known by: only who runs a file that was written asks for those. */
  learnedPlaces: boolean;
  /** What this pass was asked for so far: results of functions, and attributes that nothing was known of. */
  readonly asked: Set<string>;
  /** Set when a name of Python's own that rules ask about was kept in an attribute: calls of it are not known as such before the next pass. */
  keptPower: boolean;
  /** Bodies of functions that are defined but not yet read: read at their first call, or at the end of the module, when all its names are known. */
  readonly pending: Map<string, () => void>;
  /** What other modules of the package call functions of this one with, by their keys; null where those are not read. */
  readonly handed: ReadonlyMap<string, readonly HandedOver[]> | null;
  /** What a name stands for that belongs to another module of the package, where that was read as well. */
  readonly outside: (name: string) => Value | null;
  readonly evaluate: (node: SyntaxNode, scope: Scope) => Value;
  /** False when so much is nested already that a body has to wait for the end of the module. */
  readonly mayNest: () => boolean;
}

/** Evaluates what one type of syntax node means. Statements give `UNKNOWN`. */
export type Handler = (node: SyntaxNode, scope: Scope, run: Run) => Value;
export type Handlers = Readonly<Record<string, Handler>>;

export const emptyRecording = (): Recording => ({ calls: [], arrivals: [], writes: [], texts: [], handed: [], imports: [], references: [], hooks: new Set(), mentions: new Map(), outside: new Map(), literals: new Map(), files: [], folders: [], setup: new Map() });

const NOTHING: readonly Value[] = [];
const NOTHING_LENT: ReadonlyMap<string, Scope> = new Map();

export function newScope(parent: Scope | null, { kind, owner, classKey }: Pick<Scope, 'kind' | 'owner' | 'classKey'>): Scope {
  return { kind, owner, classKey, parent, names: new Map(), lent: NOTHING_LENT, branches: 0 };
}

/** The value of a name, looked up as Python does; a name that nobody bound is a builtin. */
export function lookUp(name: string, scope: Scope): Value {
  for (let at: Scope | null = scope; at; at = at.parent) {
    // A class body's names are not seen by its methods.
    if (at.kind === 'class' && at !== scope) continue;
    const value = at.names.get(name);
    if (value) return value;
  }
  return namedValue(name);
}

/** Reads the body of a function that is still waiting for it. */
export function readPending(key: string, run: Run): void {
  const body = run.pending.get(key);
  run.pending.delete(key);
  body?.();
}

/** All children in turn, for their effects and ingredients. */
export function evaluateChildren(node: SyntaxNode, scope: Scope, run: Run): readonly Value[] {
  const { children } = node;
  if (children.length === 0) return NOTHING;
  const values: Value[] = [];
  for (const child of children) values.push(run.evaluate(child, scope));
  return values;
}

/** Runs `inside` as a part that may or may not happen. */
export function asBranch(scope: Scope, inside: () => void): Value {
  scope.branches += 1;
  inside();
  scope.branches -= 1;
  return UNKNOWN;
}
