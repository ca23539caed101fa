import type { Decision } from '../../core/decision.js';
import type { Run } from '../../core/run.js';
import { anchors, type Anchor } from '../graph/anchor.js';
import { dependencies, type Edge } from '../graph/dependencies.js';
import { standingOf, type Standing } from '../words/standing.js';

/** One package of the page. `index` is its place in the run, and its address in the page: `#p3`. */
export interface PackageView {
  readonly index: number;
  readonly decision: Decision;
  readonly standing: Standing;
  readonly title: string;
  readonly anchor: Anchor | null;
  readonly needs: readonly number[];
  readonly neededBy: readonly number[];
}

/** Everything that the parts of the page show. */
export interface PageView {
  readonly run: Run;
  readonly packages: readonly PackageView[];
  readonly edges: readonly Edge[];
}

/** Puts together what the parts of the page have in common. */
export function viewOf(run: Run): PageView {
  const edges = dependencies(run.decisions);
  const places = anchors(run.decisions, edges);
  const packages = run.decisions.map((decision, index): PackageView => {
    const { name, version } = decision.report.artifact;
    return {
      index, decision,
      standing: standingOf(decision),
      title: version === '' ? name : `${name} ${version}`,
      anchor: places[index] ?? null,
      needs: edges.filter(({ from }) => from === index).map(({ to }) => to),
      neededBy: edges.filter(({ to }) => to === index).map(({ from }) => from),
    };
  });
  return { run, packages, edges };
}
