import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'project',
  title: 'Has a namesake on a public index',
  docs: `pip makes no difference between indexes and takes the highest version, so whoever registers an internal name in public and
gives it a high number is installed in its place. depsec takes the private one. Where the public one would have won, and is not one of the 15,000 most popular projects, somebody may be trying just that: it is
blocked until you say where the name comes from. Else it is information.

What to do: pin the name to its index, which ends this finding:
  [index_pins]
  NAME = "URL of its index"

Out of scope: names that are only in public because the private index has lost them.`,

  check: ({ name, project, rank, pinned }) => {
    const namesake = project?.namesake ?? null;
    if (namesake === null) return [];
    const { newest, publicIndex, privateIndex } = namesake;
    // A pin with == fits no other version, so the public one could not have won.
    const isAttack = namesake.wouldWin && rank === null && !pinned;
    const theirs = newest === null ? 'is there, too' : `offers ${newest}`;
    return [{
      severity: isAttack ? 'critical' : 'info',
      message: isAttack
        ? `${name} is on ${privateIndex}, and ${publicIndex} ${theirs}, which plain pip would take instead`
        : `${name} is taken from ${privateIndex}; ${publicIndex} ${theirs}`,
      ...(isAttack ? { advice: `Say where it comes from in ~/.depsec/config.toml: [index_pins] ${name} = "${privateIndex}"` } : {}),
    }];
  },
});
