import type { MemberContent } from '../../archive/member.js';
import type { Finding } from '../../core/finding.js';
import type { FirstReadings } from '../../python/linked/reading.js';
import { couldMatterCalled, couldMatterTogether, isHalf } from '../../python/glance/could-matter.js';
import type { Analyser } from '../analyser.js';
import { sourceTree } from '../build-plan/source-tree.js';
import { topLevelOf } from '../called-names.js';
import { isBesidePackage } from '../called-on-import.js';
import { isTiny } from '../correlate.js';
import { definedIn } from '../defined-names.js';
import { isPythonPath, moduleNameOf } from '../member-kind.js';
import { SEVERITY_OF, whenItRuns } from '../when-it-runs.js';
import { callerOf, type EnteredModule } from '../entry-points/entered-modules.js';
import { linkFiles, type FindLinked, type PackageOrigin } from './link-files.js';
import { groupAround, MOST_BYTES, type Contents } from './module-groups.js';

const MOST_GROUPS = 4;
// Beyond this nothing is kept: what is spread over so much is met only where it meets in one file.
const MOST_KEPT = { files: 60, bytes: 1_000_000 };

/** Keeps the modules of a package that is not small while its members go by. */
export interface GluedModules {
  /** `concerns`: what a glance has seen of it. */
  readonly see: (member: MemberContent, concerns: number) => void;
  /** What shows only when a module that calls something as soon as it is imported is read together with the few that it takes that from: `start(taken())`. */
  readonly findings: FindLinked;
  /** The same for modules that a tool enters: what it calls there, it calls unasked. */
  readonly entered: (modules: ReadonlyMap<string, EnteredModule>, analyser: Analyser, around: Parameters<FindLinked>[2] & { readonly origin: PackageOrigin }) => Promise<readonly Finding[]>;
}

/** True where the module calls something of this group as soon as it is imported. */
function calls(called: ReadonlySet<string>, group: Contents): boolean {
  return [...group.values()].some((content) => definedIn(content.toString('latin1')).some(({ name }) => called.has(name)));
}

const isWithin = (group: Contents, other: Contents): boolean => [...group.keys()].every((path) => other.has(path));

const IS_PACKAGE = /(?:^|\/)__init__\.py$/;

/** Modules that may bring two halves together: one that is a half itself, or names one, and runs as soon as it is imported; and a package that names one of these, whose classes it uses at once. */
function gluesIn({ contents, concerns }: Kept, origin: PackageOrigin): readonly (readonly [path: string, content: Buffer])[] {
  const halves = [...contents.keys()].filter((path) => isHalf(concerns.get(path) ?? 0));
  if (!couldMatterCalled([...concerns.values()])) return [];
  const runsUnasked = (path: string): boolean => !isBesidePackage(path) && SEVERITY_OF[whenItRuns(path, { ...origin, isScript: origin.scripts.has(path) })] >= SEVERITY_OF.import;
  const glues = [...contents].filter(([path, content]) => halves.some((half) => half === path || content.includes(moduleNameOf(half))) && runsUnasked(path));
  const names = new Set(glues.map(([path]) => path));
  const packages = [...contents].filter(([path, content]) => IS_PACKAGE.test(path) && !names.has(path) && glues.some(([glue]) => content.includes(moduleNameOf(glue))) && runsUnasked(path));
  return [...glues, ...packages];
}

/** What several modules do together is met wherever they are brought together; what one does by itself, where its package has somebody else call it. */
function isWorthReading(path: string, group: Contents, concerns: Kept['concerns']): boolean {
  const seen = [...group.keys()].map((each) => concerns.get(each) ?? 0);
  return couldMatterTogether(seen) || (IS_PACKAGE.test(path) && couldMatterCalled(seen));
}

function groupsIn(kept: Kept, origin: PackageOrigin): readonly Contents[] {
  const { contents, concerns } = kept;
  const tree = sourceTree([...contents.keys()], origin.plan.root);
  const groups: Contents[] = [];
  for (const [path, content] of gluesIn(kept, origin)) {
    if (groups.length >= MOST_GROUPS) return groups;
    const { called } = topLevelOf(content.toString('latin1'));
    const group = called.size === 0 ? null : groupAround(path, contents, { tree, called });
    if (group === null || groups.some((other) => isWithin(group, other)) || !isWorthReading(path, group, concerns) || !calls(called, group)) continue;
    groups.push(group);
  }
  return groups;
}

/** The few modules around one that a tool enters, where they could do something together. */
function groupEntered(path: string, called: ReadonlySet<string>, { kept: { contents, concerns }, root }: { readonly kept: Kept; readonly root: string }): Contents | null {
  if (!contents.has(path)) return null;
  const group = groupAround(path, contents, { tree: sourceTree([...contents.keys()], root), called });
  return group !== null && couldMatterCalled([...group.keys()].map((each) => concerns.get(each) ?? 0)) && calls(called, group) ? group : null;
}

/** The modules so far, and what a glance has seen of each. */
interface Kept {
  readonly contents: Map<string, Buffer>;
  readonly concerns: Map<string, number>;
}

export function createGluedModules(): GluedModules {
  const kept: Kept = { contents: new Map(), concerns: new Map() };
  const first: FirstReadings = new Map();
  let bytes = 0;
  let seen = 0;
  const isMuch = (): boolean => seen > MOST_KEPT.files || bytes > MOST_KEPT.bytes;
  return {
    see: ({ path, content }, concerns) => {
      if (content === null || !isPythonPath(path) || isMuch()) return;
      seen += 1;
      bytes += content.length;
      kept.concerns.set(path, concerns);
      if (content.length <= MOST_BYTES) kept.contents.set(path, content);
      if (isMuch()) kept.contents.clear();
    },
    findings: async (analyser, origin, { findings, members }) => {
      if (kept.contents.size === 0 || analyser.readSource !== undefined || isTiny(members)) return [];
      const found: Finding[] = [];
      for (const group of groupsIn(kept, origin)) found.push(...(await linkFiles(group, { analyser, origin, first, known: [...findings, ...found] })));
      return found;
    },
    entered: async (modules, analyser, { origin, findings, members }) => {
      if (kept.contents.size === 0 || analyser.readSource !== undefined || isTiny(members)) return [];
      const found: Finding[] = [];
      for (const [path, module] of [...modules].slice(0, MOST_GROUPS)) {
        const group = module.starts.length === 0 ? null : groupEntered(path, callerOf(path, module).called, { kept, root: origin.plan.root });
        if (group !== null) found.push(...(await linkFiles(group, { analyser, origin, first, known: [...findings, ...found], entered: new Map([[path, module.starts]]) })));
      }
      return found;
    },
  };
}
