import type { Severity } from '../core/finding.js';
import type { ProjectStatus } from '../core/facts/project-facts.js';
import { defineRule } from '../core/rule.js';

type State = Exclude<ProjectStatus['state'], 'active'>;

const SEVERITY: Readonly<Record<State, Severity>> = { quarantined: 'critical', archived: 'info', deprecated: 'info' };
const WORDS: Readonly<Record<State, string>> = {
  quarantined: 'The index has quarantined this project',
  archived: 'The project is archived: nothing new is to be expected',
  deprecated: 'The project is deprecated: its publisher advises against it',
};

export default defineRule({
  kind: 'project',
  title: 'Has a status on its index that speaks against it',
  docs: `The people who run an index quarantine what they take for harmful, and publishers mark what they have given up (PEP 792).
Quarantined is blocked; archived and deprecated are the publisher's own words and information only.

What to do: leave a quarantined project alone, and look for a successor of the others.

Out of scope: indexes that have no such marks.`,

  check: ({ project }) => {
    const status = project?.status ?? null;
    if (status === null || status.state === 'active') return [];
    const { state, reason } = status;
    return [{ severity: SEVERITY[state], message: `${WORDS[state]}${reason === null ? '' : ` (${reason})`}` }];
  },
});
