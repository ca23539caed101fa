import type { Decision } from '../../core/decision.js';
import type { RuleText } from '../../core/explanation.js';
import { isPackageName, parsePackageName } from '../../core/name.js';
import type { Run } from '../../core/run.js';
import { depsecVersion, ruleset } from '../build-facts.js';
import { ruleById } from '../rules.js';
import { untrusted } from '../../core/untrusted.js';
import type { Workshop } from '../workshop.js';
import { heldNotices } from './held.js';

type Known = Pick<Run, 'command' | 'decisions'> & Partial<Run>;

function rulesIn(decisions: readonly Decision[]): readonly RuleText[] {
  const ids = new Set(decisions.flatMap(({ report }) => report.findings.map(({ rule }) => rule)));
  return [...ids].toSorted().flatMap((id) => ruleById(id) ?? []);
}

// pip says of a package that it replaces, too, that the older version fulfils what was asked for.
function keptAlone({ decisions, satisfied = [] }: Known): Run['satisfied'] {
  const judged = new Set(decisions.filter(({ report }) => report.artifact.neededToBuild === undefined).map(({ report }) => report.artifact.name));
  return satisfied.filter(({ name }) => !isPackageName(name) || !judged.has(parsePackageName(name)));
}

/** A run with what is the same for all commands filled in; `startedMs` is the clock's reading when it began. */
export function finishedRun(shop: Workshop, startedMs: number, known: Known): Run {
  return {
    depsecVersion,
    ruleset,
    problems: [],
    installed: false,
    dryRun: false,
    settingsFile: untrusted(shop.configuration.ownFile),
    failClosed: shop.configuration.settings.failClosed,
    rules: rulesIn(known.decisions),
    ...known,
    satisfied: keptAlone(known),
    notices: [...shop.notices(), ...(known.notices ?? []), ...heldNotices(known.command, known.decisions, shop)],
    finishedAtMs: shop.clock.nowMs(),
    elapsedMs: Math.round(shop.clock.monotonicMs() - startedMs),
  };
}
