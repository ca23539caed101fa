import type { MemberContent } from '../archive/member.js';
import type { Gap } from '../core/finding.js';
import { couldMatter } from '../python/glance/could-matter.js';
import type { Analyser } from './analyser.js';
import type { BuildPlan } from './build-plan/plan-build.js';
import { TINY } from './correlate.js';
import { readGuarded } from './judge-python.js';
import { isPythonPath } from './member-kind.js';
import { asLittleElse } from './unreadable-python.js';
import { whenItRuns } from './when-it-runs.js';

/** Keeps the modules of a tiny package that nobody has read, since no word in them is one that rules ask about. */
export interface UnreadModules {
  readonly see: (member: MemberContent) => void;
  /** Those of them that nobody could read: in a package that holds little else that is worth a warning. */
  readonly gaps: (analyser: Analyser, origin: { readonly isWheel: boolean; readonly plan: BuildPlan }) => Promise<readonly Gap[]>;
}

export function keepUnreadModules(): UnreadModules {
  const kept = new Map<string, Buffer>();
  let files = 0;
  let bytes = 0;
  const isTiny = (): boolean => files <= TINY.files && bytes <= TINY.bytes;
  return {
    see: ({ path, content }) => {
      if (!isPythonPath(path) || /(?:^|\/)setup\.py$/.test(path)) return;
      files += 1;
      bytes += content?.length ?? TINY.bytes;
      if (!isTiny()) kept.clear();
      else if (content !== null && content.length > 0) kept.set(path, content);
    },
    gaps: async (analyser, { isWheel, plan }) => {
      const found: Gap[] = [];
      for (const [path, content] of isTiny() ? kept : []) {
        if (plan.readings.has(path) || couldMatter(content)) continue;
        const reading = await readGuarded({ path, bytes: content, runs: whenItRuns(path, { isWheel, plan }), isReadWhole: true }, analyser);
        found.push(...reading.gaps.map(asLittleElse));
      }
      return found;
    },
  };
}
