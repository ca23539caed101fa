import type { MemberContent } from '../archive/member.js';
import type { When } from '../core/facts/source-facts.js';
import type { Finding } from '../core/finding.js';
import { topLevelOf, type TopLevel } from './called-names.js';
import type { Analyser } from './analyser.js';
import type { Container } from './container.js';
import { definedIn, startOf } from './defined-names.js';
import { readGuarded } from './judge-python.js';
import { linesOfCode } from './linked/link-files.js';
import { isPythonPath, moduleNameOf } from './member-kind.js';
import { callsUnseen } from './methods-called.js';
import { runRules } from './run-rules.js';
import { isPathConfiguration } from './wanted-members.js';

/** Keeps files with a behaviour that waits for a call, and reads those again whose functions another file calls as soon as it is imported. */
export interface CalledOnImport {
  readonly keep: (member: MemberContent) => void;
  /** What was kept, by its path. */
  readonly waiting: ReadonlyMap<string, Buffer>;
  /** The container is gone through once more where something was kept, which is rare. */
  readonly findings: (container: Container, analyser: Analyser, runs: (path: string) => When) => Promise<readonly Finding[]>;
}

/** A module that calls others. */
export interface Caller extends TopLevel {
  readonly path: string;
}

const LARGEST_CALLER = 200_000;
// Nobody imports these who wants the package.
const BESIDE_PACKAGE = /(?:^|\/)(?:tests?|testing|examples?|docs?|demos?|benchmarks?|scripts?|tools)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|__main__)\.pyw?$/i;

/** True for what lies beside the package that its users import: tests, examples, tools. */
export const isBesidePackage = (path: string): boolean => BESIDE_PACKAGE.test(path);

const isInit = (path: string): boolean => /(?:^|\/)__init__\.pyw?$/.test(path);
const naming = (path: string): RegExp => new RegExp(String.raw`\b${moduleNameOf(path).replaceAll(/\W/g, '')}\b`);

/** Modules that come to be imported together with a package, or with every start of Python: those that an `__init__` imports, and what these import. */
function importedWithPackage(all: readonly Caller[], runs: (path: string) => When): readonly Caller[] {
  const found = new Set(all.filter(({ path }) => isInit(path) || runs(path) === 'start'));
  let fresh = [...found];
  while (fresh.length > 0) {
    const words = new Set(fresh.flatMap(({ imports }) => imports.match(/\w+/g) ?? []));
    fresh = all.filter((caller) => !found.has(caller) && words.has(moduleNameOf(caller.path)));
    for (const caller of fresh) found.add(caller);
  }
  return [...found];
}

/** What is called by these modules, and the bases of what is. */
export function calledBy(callers: readonly Caller[]): ReadonlySet<string> {
  const made = new Set(callers.flatMap(({ called }) => [...called]));
  const heirs = callers.flatMap((caller) => caller.heirs);
  for (let before = -1; before !== made.size; ) {
    before = made.size;
    for (const [heir, base] of heirs) if (made.has(heir)) made.add(base);
  }
  return made;
}

/** Functions of a file, classes and their methods, that some other file of the package imports and calls at once; a class whose heirs are made calls what they inherit. */
export function startsOf(path: string, content: Buffer, { callers, made }: { readonly callers: readonly Caller[]; readonly made: ReadonlySet<string> }): readonly string[] {
  const module = naming(path);
  const others = callers.filter((caller) => caller.path !== path && module.test(caller.imports));
  const isInherited = (name: string): boolean => others.some(({ heirs }) => heirs.some(([, base]) => base === name));
  const isCalled = (name: string): boolean => others.some(({ called }) => called.has(name)) || (made.has(name) && isInherited(name));
  const isMade = (name: string): boolean => isCalled(name) || isInherited(name);
  const isReached = (method: string): boolean => isCalled(method) || callsUnseen(method, isCalled);
  return definedIn(content.toString('latin1')).filter(({ name, of }) => (of === '' ? isCalled(name) : isMade(of) && isReached(name))).map(startOf);
}

// A line of a path file holds several statements.
const textOf = (path: string, content: Buffer): string => (isPathConfiguration(path) ? linesOfCode(path, content).toString('latin1').replaceAll(/;[ \t]*/g, '\n') : content.toString('latin1'));

async function callersIn(container: Container, runs: (path: string) => When): Promise<readonly Caller[]> {
  const callers: Caller[] = [];
  const isCaller = (path: string): boolean => (runs(path) === 'start' ? isPythonPath(path) || isPathConfiguration(path) : isPythonPath(path) && !isBesidePackage(path) && runs(path) === 'import');
  const isWanted = ({ path, bytes }: { readonly path: string; readonly bytes: number }): boolean => bytes <= LARGEST_CALLER && isCaller(path);
  for await (const { path, content } of container.members({ wantContent: isWanted, isSecondLook: true })) {
    if (content !== null && isWanted({ path, bytes: content.length })) callers.push({ path, ...topLevelOf(textOf(path, content)) });
  }
  return importedWithPackage(callers, runs);
}

export function createCalledOnImport(): CalledOnImport {
  const kept = new Map<string, Buffer>();
  return {
    waiting: kept,
    keep: ({ path, content }) => void (content !== null && kept.set(path, content)),
    findings: async (container, analyser, runs) => {
      const found: Finding[] = [];
      const callers = kept.size === 0 ? [] : await callersIn(container, runs);
      const made = calledBy(callers);
      for (const [path, bytes] of kept) {
        const starts = startsOf(path, bytes, { callers, made });
        if (starts.length === 0) continue;
        const { facts, lines } = await readGuarded({ path, bytes, runs: 'import', starts }, analyser);
        if (facts !== null) found.push(...runRules(analyser.rules, { kind: 'source', facts, gapKind: 'runs', file: path, lines }).findings.filter(({ severity }) => severity === 'critical'));
      }
      return found;
    },
  };
}
