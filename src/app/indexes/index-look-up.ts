import type { Gap } from '../../core/finding.js';
import type { IndexProject } from '../../core/facts/project-facts.js';
import { untrusted } from '../../core/untrusted.js';
import type { Subject } from '../look-up/known.js';
import type { LookUpPart } from '../look-up/combine.js';
import { describeProject } from './describe-project.js';
import type { SeenProjects } from './seen-projects.js';

/** What the index knows of the file of one subject, and what it could not be asked. */
export interface KnownOfIndex {
  readonly project: IndexProject | null;
  readonly gaps: readonly Gap[];
}

/** Puts together what the pages of this run and the project JSON tell. Asks nothing itself that was not begun with the page. */
export async function askIndex(subject: Subject, projects: SeenProjects): Promise<KnownOfIndex> {
  const seen = projects.of(subject);
  if (seen === null) return { project: null, gaps: [] };
  const answer = await projects.detailsOf(seen.project);
  const details = answer?.kind === 'known' ? answer.value : null;
  // The same words for every package, so that the run says it once.
  const gaps: readonly Gap[] = answer?.kind === 'failed' ? [{ kind: 'service', what: untrusted('what the index knows of the project'), why: untrusted(answer.why) }] : [];
  return { project: describeProject(seen, subject, details), gaps };
}

/** The part of all look-ups that indexes answer. What will be judged soon has been noted with its page already. */
export function indexPart(projects: SeenProjects): LookUpPart {
  return { ask: (subject) => askIndex(subject, projects), askSoon: () => undefined };
}
