import type { MemberContent } from '../archive/member.js';
import type { Finding } from '../core/finding.js';
import type { Analyser } from './analyser.js';
import type { Container } from './container.js';
import { readGuarded } from './judge-python.js';
import { isPythonPath } from './member-kind.js';
import { runRules } from './run-rules.js';

/** Keeps files with a behaviour that waits for a call, and reads those again whose functions another file calls as soon as it is imported. */
export interface CalledOnImport {
  readonly keep: (member: MemberContent) => void;
  /** The container is gone through once more where something was kept, which is rare. */
  readonly findings: (container: Container, analyser: Analyser, isImported: (path: string) => boolean) => Promise<readonly Finding[]>;
}

interface Caller {
  readonly path: string;
  readonly names: ReadonlySet<string>;
  readonly imports: string;
}

// Statements at the left edge, or first in a `try`: a call of a plain or dotted name, and what may have brought the name there.
const CALL = /^(?:try:[ \t]*(?:#[^\n]*)?\n[ \t]+)?([A-Za-z_][\w.]*)\(/gm;
const IMPORT = /^(?:try:[ \t]*\n[ \t]+)?(?:from|import)\b[^\n]*/gm;
const RENAMED = /\b(\w+)[ \t]+as[ \t]+(\w+)/g;
const FUNCTION = /^(?:async +)?def +(\w+)/gm;
const OF_PYTHON: ReadonlySet<string> = new Set(['print', 'setattr', 'globals', 'exec', 'setup', 'warn', 'warnings.warn', 'main', 'del', 'assert', 'isinstance', 'super', 'update_wrapper']);
const LARGEST_CALLER = 200_000;

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function callerIn({ path, content }: MemberContent): readonly Caller[] {
  if (content === null || content.length > LARGEST_CALLER || !isPythonPath(path)) return [];
  const text = content.toString('latin1');
  const names = new Set([...text.matchAll(CALL)].flatMap(([, name = '']) => (OF_PYTHON.has(name) ? [] : [lastPart(name)])));
  if (names.size === 0) return [];
  const imports = [...text.matchAll(IMPORT)].map(([line]) => line).join('\n');
  for (const [, name = '', alias = ''] of imports.matchAll(RENAMED)) if (names.has(alias)) names.add(name);
  return [{ path, names, imports }];
}

const moduleOf = (path: string): string => /([^/]+?)(?:\/__init__)?\.pyw?$/.exec(path)?.[1] ?? '';

/** The functions of a file that some other file of the package imports and calls at once. */
function startsOf(path: string, content: Buffer, callers: readonly Caller[]): readonly string[] {
  const module = new RegExp(String.raw`\b${moduleOf(path).replaceAll(/\W/g, '')}\b`);
  const others = callers.filter((caller) => caller.path !== path && module.test(caller.imports));
  return [...content.toString('latin1').matchAll(FUNCTION)].flatMap(([, name = '']) => (others.some(({ names }) => names.has(name)) ? [name] : []));
}

async function callersIn(container: Container, isImported: (path: string) => boolean): Promise<readonly Caller[]> {
  const callers: Caller[] = [];
  const isWanted = (member: { readonly path: string; readonly bytes: number }): boolean => member.bytes <= LARGEST_CALLER && isPythonPath(member.path) && isImported(member.path);
  for await (const member of container.members({ wantContent: isWanted, wantDigest: false })) callers.push(...callerIn(member));
  return callers;
}

export function createCalledOnImport(): CalledOnImport {
  const kept = new Map<string, Buffer>();
  return {
    keep: ({ path, content }) => void (content !== null && kept.set(path, content)),
    findings: async (container, analyser, isImported) => {
      const found: Finding[] = [];
      const callers = kept.size === 0 ? [] : await callersIn(container, isImported);
      for (const [path, bytes] of kept) {
        const starts = startsOf(path, bytes, callers);
        if (starts.length === 0) continue;
        const { facts, lines } = await readGuarded({ path, bytes, runs: 'import', starts }, analyser);
        if (facts !== null) found.push(...runRules(analyser.rules, { kind: 'source', facts, gapKind: 'runs', file: path, lines }).findings.filter(({ severity }) => severity === 'critical'));
      }
      return found;
    },
  };
}
