import type { Finding } from '../../core/finding.js';
import type { MemberFacts } from '../../core/facts/member-facts.js';
import { pathLines } from '../../formats/path-code.js';
import { startCode } from '../../formats/start-code.js';
import type { FirstReadings } from '../../python/linked/reading.js';
import { linkedFacts } from '../../python/linked/linked-facts.js';
import { withParser } from '../../python/parser.js';
import type { SourceFile } from '../../python/read-source.js';
import { decodeSource } from '../../python/source-text.js';
import type { Analyser } from '../analyser.js';
import { findModule } from '../build-plan/find-module.js';
import type { BuildPlan } from '../build-plan/plan-build.js';
import { sourceTree } from '../build-plan/source-tree.js';
import { runSourceRules } from '../run-source-rules.js';
import { gapKind, whenItRuns } from '../when-it-runs.js';

/** What the modules that are linked are a part of. */
export interface PackageOrigin {
  readonly isWheel: boolean;
  readonly plan: BuildPlan;
  /** What nothing imports. */
  readonly scripts: ReadonlySet<string>;
}

/** Reads modules together that are worth it, beside what is known of the package without. */
export type FindLinked = (analyser: Analyser, origin: PackageOrigin, known: { readonly findings: readonly Finding[]; readonly members: readonly MemberFacts[] }) => Promise<readonly Finding[]>;

/** Of a `.pth` or a `.start` file only what Python runs when it starts. */
export const linesOfCode = (path: string, content: Buffer): Buffer => Buffer.from(startCode(path, pathLines(content)).join('\n'));

const identity = ({ rule, file, line, severity }: Finding): string => `${rule} ${file} ${line} ${severity}`;

/** The last parts of the name, with the brackets that a search for modules does without. */
const withCalls = (rest: string, name: string): string => (rest === '' ? '' : name.split('.').slice(-rest.split('.').length).join('.'));

/** What a build only looks into for its version is not started as a script by it; where a tool enters the package, its functions are called that it looks for. */
function fileOf(path: string, bytes: Buffer, { origin, entered }: Linking): SourceFile {
  const starts = entered?.get(path);
  if (starts !== undefined) return { path, bytes, runs: 'autoload', starts };
  const runs = whenItRuns(path, { ...origin, isScript: origin.scripts.has(path) });
  return { path, bytes, runs, ...(runs === 'install' ? { starts: [] } : {}), ...origin.plan.asked(path) };
}

interface Linking {
  readonly analyser: Analyser;
  readonly origin: PackageOrigin;
  readonly known: readonly Finding[];
  /** Functions that a tool calls as soon as it loads its plugins, by the files of their modules. */
  readonly entered?: ReadonlyMap<string, readonly string[]>;
  /** What was read of modules for other groups of this package. */
  readonly first?: FirstReadings;
}

/** What shows only when these modules are read together. */
export async function linkFiles(contents: ReadonlyMap<string, Buffer>, linking: Linking): Promise<readonly Finding[]> {
  const { analyser, origin, known, first } = linking;
  const tree = sourceTree([...contents.keys()], origin.plan.root);
  const resolve = (name: string, from: string): { readonly path: string; readonly rest: string } | null => {
    const found = findModule(name.replaceAll('()', ''), { from, folders: [] }, tree);
    const path = found?.files.at(-1);
    return found === null || path === undefined ? null : { path, rest: withCalls(found.rest, name) };
  };
  const before = new Set(known.map(identity));
  const files = [...contents].map(([path, content]): SourceFile => fileOf(path, content, linking));
  const linked = await withParser(analyser.loadParser, (parser) => linkedFacts(files, resolve, { parser, ...(first === undefined ? {} : { first }) }));
  return [...linked].flatMap(([path, facts]) => {
    const lines = (): readonly string[] => decodeSource(contents.get(path) ?? Buffer.alloc(0)).text?.split('\n') ?? [];
    return runSourceRules(analyser.rules, { facts, gapKind: gapKind(facts.runs), file: path, lines }).findings.filter((finding) => !before.has(identity(finding)));
  });
}
