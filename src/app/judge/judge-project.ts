import { analyseProject } from '../../analysis/analyse-project.js';
import { corroborateName } from '../../analysis/corroborate-name.js';
import type { Configuration } from '../../config/settings.js';
import type { Finding } from '../../core/finding.js';
import type { Staged } from '../../core/artifact.js';
import type { LockedFacts } from '../../core/locked.js';
import type { PackageName } from '../../core/name.js';
import type { ProjectFacts } from '../../core/facts/project-facts.js';
import type { Rule } from '../../core/rule.js';
import { compositeRisk } from '../../policy/composite-risk.js';
import type { PopularNames } from '../../sources/popular-names.js';
import type { JudgeTools } from './judge.js';

export interface ProjectJudge {
  readonly names: PopularNames;
  readonly configuration: Configuration;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly isPinned: (name: PackageName) => boolean;
  readonly lockedAs: (judged: Staged) => LockedFacts | null;
  readonly nowMs: () => number;
}

const lacksIn = (seen: readonly Finding[]): readonly string[] => [...new Set(seen.flatMap(({ lack }) => lack ?? []))];

/** Tier 1 for one package: its name, what services know of it, how that fits with what its bytes say, and the composite risk. */
export function projectJudge({ names, configuration, rules, isPinned, lockedAs, nowMs }: ProjectJudge): JudgeTools['judgeProject'] {
  const { curatedList, heuristicWeights } = configuration.settings;
  const similarity = { curatedList: curatedList.kind === 'top' ? curatedList.count : { file: curatedList.path } };
  return (artifact, { advisories, project }, seen) => {
    const { name, version, requested } = artifact;
    const [rank, similar] = [names.rankOf(name), names.similarTo(name, similarity)];
    const facts: ProjectFacts = { name, version, requested, pinned: isPinned(name), rank, similar, lacks: lacksIn(seen), now: nowMs(), advisories, project, locked: lockedAs(artifact) };
    const found = analyseProject({ name: { name, rank, similar, requested }, project: facts }, rules);
    return { findings: corroborateName([...found.findings, ...seen], facts, rules), gaps: found.gaps, risk: compositeRisk(facts, heuristicWeights) };
  };
}
