import type { MarkedText, When } from '../../core/facts/source-facts.js';
import { namedValue, UNKNOWN, type Origin, type Value } from '../fold/value.js';
import type { SyntaxNode } from '../syntax/node.js';
import type { HandedOver, Recording } from './recording.js';

/** Names and their values in one block. `owner` is the function that the code stands in: `TOP` for the module, `MAIN` for `if __name__ == '__main__'`, `ASKED` for what only a word in the command runs that no installation says. */
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
  /** True while what is read runs only where an import has failed. */
  isWithoutImport: boolean;
}

export const TOP = '';
export const MAIN = '<main>';
export const ASKED = '<asked>';
/** Canonical names of what the file defines itself start so. */
export const LOCAL = 'local:';
/** Canonical names of what another file of the package defines start so, and go on with the place of that file among all: what is handed from one to the other. */
export const ELSEWHERE = 'elsewhere:';

/** A function of the file: what its parameters can be (over all its calls) and what it returns. */
export interface FunctionInfo {
  readonly key: string;
  readonly parameters: readonly string[];
  /** Those of them that take whatever else is given: `*args` and `**kwargs`. */
  readonly rest: RestParameters;
  readonly values: Map<string, Value>;
  returned: Value;
  /** Constant texts that parameters are where a call says nothing else. */
  defaults: ReadonlyMap<string, Value>;
  /** True when something that flows end in is called in it, or in what it calls. */
  ends: boolean;
  /** What reads it once more. */
  body: { readonly read: () => void; readonly node: SyntaxNode };
}

/** What takes the arguments that no other parameter takes, by the place among them and by names. */
export interface RestParameters {
  readonly list: string | null;
  readonly dict: string | null;
}

export interface ClassInfo {
  readonly key: string;
  readonly bases: readonly string[];
  /** The class that makes it, where it names one. */
  readonly metaclass?: string;
}

/** What makes a text remarkable, and whether it names a file that keeps secrets, or a variable that does. */
export interface TextNature {
  readonly marks: readonly Pick<MarkedText, 'mark' | 'name'>[];
  readonly isSecretPath: boolean;
  readonly isKeyName: boolean;
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
  /** The first methods of a class, by its key. */
  readonly methods: Map<string, string[]>;
  /** The first heirs of a class, by its key. */
  readonly heirs: Map<string, string[]>;
  readonly attributes: Map<string, Value>;
  /** What dicts hold under their keys, by the names of the dicts; each entry is an attribute of that name as well. */
  readonly tables: Map<string, Map<string, Value>>;
  readonly starImports: Set<string>;
  /** What functions have put into lists and the like of the module, by their names. */
  readonly shared: Map<string, readonly Origin[]>;
  /** Methods that are called by the mere mention of their name. */
  readonly properties: Set<string>;
  /** Methods that are called without an object, and those that are called with their class. */
  readonly statics: Set<string>;
  readonly classMethods: Set<string>;
  /** Functions of the file that are put in the place of another package's, with what they replace. */
  readonly patches: Map<string, string>;
  /** Which names of calls are sinks or sources: asked often, and answered by many patterns. */
  readonly natures: Map<string, Nature>;
  readonly texts: Map<string, TextNature>;
  /** Names of attributes by those of their objects. */
  readonly members: Map<string, Map<string, Value>>;
  recording: Recording;
  /** Objects of the file that are given the records of the log. */
  readonly logTakers: Set<string>;
  /** Set when records of the log are sent somewhere. */
  logsOut: boolean;
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
  /** What the short functions have given in this pass, by what they were called with. */
  readonly readings: Map<string, Map<string, Value>>;
  /** How many such readings, and those of loops, are going on within one another, and how many more there may be in this pass. */
  depthAgain: number;
  /** The loop that is being read, over more than is known. */
  openLoop: SyntaxNode | null;
  readingsLeft: number;
  /** How many functions have been put into tables so far, and what those tables gave then. */
  toolsPut: number;
  readonly putInto: Set<string>;
  /** What other modules of the package call functions of this one with, by their keys; null where those are not read. */
  readonly handed: ReadonlyMap<string, readonly HandedOver[]> | null;
  /** What a name stands for that belongs to another module of the package, where that was read as well. */
  readonly outside: (name: string) => Value | null;
  readonly evaluate: (node: SyntaxNode, scope: Scope) => Value;
  /** What a call gives of something that is known by its value, with these arguments. */
  readonly call: (callee: Value, args: readonly Value[], where: { readonly line: number; readonly scope: Scope; readonly named?: ReadonlyMap<string, Value> }) => Value;
  /** False when so much is nested already that a body has to wait for the end of the module. */
  readonly mayNest: () => boolean;
}

/** Evaluates what one type of syntax node means. Statements give `UNKNOWN`. */
export type Handler = (node: SyntaxNode, scope: Scope, run: Run) => Value;
export type Handlers = Readonly<Record<string, Handler>>;

const NOTHING: readonly Value[] = [];
const NOTHING_LENT: ReadonlyMap<string, Scope> = new Map();

export function newScope(parent: Scope | null, { kind, owner, classKey }: Pick<Scope, 'kind' | 'owner' | 'classKey'>): Scope {
  return { kind, owner, classKey, parent, names: new Map(), lent: NOTHING_LENT, branches: 0, isWithoutImport: false };
}

/** The same block for what another owner has in it: the same names, written out for the reason that `changed` is in src/python/fold/value.ts. */
export const ownedBy = (scope: Scope, owner: string): Scope => ({
  kind: scope.kind,
  owner,
  classKey: scope.classKey,
  parent: scope.parent,
  names: scope.names,
  lent: scope.lent,
  branches: scope.branches,
  isWithoutImport: scope.isWithoutImport,
});

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
  // A list that is pushed into has room for seventeen from the first on.
  return node.children.length === 0 ? NOTHING : node.children.map((child) => run.evaluate(child, scope));
}

/** Runs `inside` as a part that may or may not happen. */
export function asBranch(scope: Scope, inside: () => void): Value {
  scope.branches += 1;
  inside();
  scope.branches -= 1;
  return UNKNOWN;
}
