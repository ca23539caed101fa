import type { MemberContent } from '../archive/member.js';
import type { Finding } from '../core/finding.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import { linkedFacts } from '../python/linked/linked-facts.js';
import { couldMatter, mentionsSomething } from '../python/glance/could-matter.js';
import type { SourceFile } from '../python/read-source.js';
import { decodeSource } from '../python/source-text.js';
import { pathCode } from '../formats/path-code.js';
import type { Analyser } from './analyser.js';
import { findModule } from './build/find-module.js';
import { isTiny } from './correlate.js';
import type { BuildPlan } from './build/plan-build.js';
import { sourceTree } from './build/source-tree.js';
import { isPythonPath } from './member-kind.js';
import { runRules } from './run-rules.js';
import { isPathConfiguration } from './wanted-members.js';
import { gapKind, whenItRuns } from './when-it-runs.js';

// Reading a package as a whole takes several times as long as file by file, so that is done only where there is little code. Payloads may be long.
const MOST_FILES = 12;
const MOST_BYTES = 1_000_000;

interface PackageOrigin {
  readonly isWheel: boolean;
  readonly plan: BuildPlan;
  /** What nothing imports. */
  readonly scripts: ReadonlySet<string>;
}

/** Keeps the Python of a small package while its members go by. */
export interface SmallPackage {
  readonly see: (member: MemberContent) => void;
  /** What shows only when its modules are read together. */
  readonly findings: (analyser: Analyser, origin: PackageOrigin, known: { readonly findings: readonly Finding[]; readonly members: readonly MemberFacts[] }) => Promise<readonly Finding[]>;
}

// One that takes nothing from a module beside it, by a relative name or by one that some file here has, is complete by itself.
const isLinked = (text: string, stems: ReadonlySet<string>): boolean =>
  [...text.matchAll(/^[ \t]*(?:from|import)[ \t]+([.\w]+)/gm)].some(([, name = '']) => name.startsWith('.') || name.split('.').some((part) => stems.has(part)));

/** Of a `.pth` file only the lines that Python runs. */
const linesOfCode = (content: Buffer): Buffer => Buffer.from(pathCode(content.toString('utf8').split(/\r\n?|\n/)).join('\n'));

const stemOf = (path: string): string => /([^/]+?)(?:\/__init__)?\.pyw?$/.exec(path)?.[1] ?? '';
const identity = ({ rule, file, line, severity }: Finding): string => `${rule} ${file} ${line} ${severity}`;

export function createSmallPackage(): SmallPackage {
  const contents = new Map<string, Buffer>();
  let bytes = 0;
  const isSmall = (): boolean => contents.size <= MOST_FILES && bytes <= MOST_BYTES;
  return {
    see: ({ path, content }) => {
      if (content === null || !(isPythonPath(path) || isPathConfiguration(path)) || !isSmall()) return;
      bytes += content.length;
      contents.set(path, isPathConfiguration(path) ? linesOfCode(content) : content);
      if (!isSmall()) contents.clear();
    },
    findings: async (analyser, origin, known) => {
      const { plan } = origin;
      if (!isSmall() || analyser.readSource !== undefined || !isTiny(known.members) || !isWorthReading(contents)) return [];
      const files = [...contents].map(([path, content]): SourceFile => fileOf(path, content, origin));
      const tree = sourceTree([...contents.keys()], plan.root);
      const resolve = (name: string, from: string): { readonly path: string; readonly rest: string } | null => {
        const found = findModule(name.replaceAll('()', ''), { from, folders: [] }, tree);
        const path = found?.files.at(-1);
        return found === null || path === undefined ? null : { path, rest: withCalls(found.rest, name) };
      };
      const before = new Set(known.findings.map(identity));
      return [...linkedFacts(files, resolve, await analyser.loadParser())].flatMap(([path, facts]) => {
        const lines = (): readonly string[] => decodeSource(contents.get(path) ?? Buffer.alloc(0)).text?.split('\n') ?? [];
        return runRules(analyser.rules, { kind: 'source', facts, gapKind: gapKind(facts.runs), file: path, lines }).findings.filter((finding) => !before.has(identity(finding)));
      });
    },
  };
}

/** What a build only looks into for its version is not started as a script by it. */
function fileOf(path: string, bytes: Buffer, origin: PackageOrigin): SourceFile {
  const runs = whenItRuns(path, { ...origin, isScript: origin.scripts.has(path) });
  return { path, bytes, runs, ...(runs === 'install' ? { starts: [] } : {}), ...origin.plan.asked(path) };
}

/** The last parts of the name, with the brackets that a search for modules does without. */
const withCalls = (rest: string, name: string): string => (rest === '' ? '' : name.split('.').slice(-rest.split('.').length).join('.'));

function isWorthReading(contents: ReadonlyMap<string, Buffer>): boolean {
  const texts = [...contents].map(([path, bytes]) => ({ path, bytes, text: bytes.toString('latin1') }));
  const stems = new Set(texts.map(({ path }) => stemOf(path)).filter((stem) => stem !== 'setup'));
  return texts.length > 1 && texts.some(({ path, text }) => isPathConfiguration(path) || isLinked(text, stems)) && texts.some(({ bytes, text }) => couldMatter(bytes) || mentionsSomething(text));
}
