import type { Decision } from '../../core/decision.js';
import type { Notice, Problem, Run, SatisfiedPackage } from '../../core/run.js';
import { packagesWithGap } from '../counts/tally.js';
import { flow, wordsOf } from './flow.js';
import type { Ink } from './ink.js';
import { plural } from './plural.js';
import { titleOf } from './title.js';

const MOST_SATISFIED = 5;

const signed = (sign: string, sentence: string, ink: Ink): readonly string[] =>
  flow([sign, ...wordsOf(sentence)], { first: 0, rest: 2, width: ink.width });

/** An input that could not be judged. */
export function problemLines({ what, why }: Problem, ink: Ink): readonly string[] {
  return signed(ink.bad('Cannot judge'), `${ink.quote(what)}: ${ink.quote(why)}`, ink);
}

/** A warning or a remark about the run as a whole. */
export function noticeLines({ level, text }: Notice, ink: Ink): readonly string[] {
  return level === 'warning' ? signed(ink.caution('Warning:'), ink.quote(text), ink) : ink.item(0, ink.quote(text));
}

/** What services could not tell, in one line, or with `isComplete` each once, with the number of packages it was needed for. */
export function serviceGapLines(decisions: readonly Decision[], isComplete: boolean, ink: Ink): readonly string[] {
  const counts = new Map<string, number>();
  for (const { report } of decisions) {
    const gaps = report.gaps.filter(({ kind }) => kind === 'service');
    for (const sentence of new Set(gaps.map(({ what, why }) => `${ink.quote(what)}: ${ink.quote(why)}`))) {
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
  }
  const [first, ...others] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (first === undefined) return [];
  const shown = isComplete ? [first, ...others] : [first];
  const more = others.length === 0 || isComplete ? '' : `; and ${others.length} more (--verbose shows them)`;
  return shown.flatMap(([sentence, count]) => signed(ink.caution('Could not check'), `${sentence} (${plural(count, 'package')})${more}`, ink));
}

/** Says that files which are not code were not read. `--verbose` names them with their package. */
export function unreadDataLines(decisions: readonly Decision[], ink: Ink): readonly string[] {
  const packages = packagesWithGap(decisions, 'data');
  if (packages === 0) return [];
  return ink.item(0, `Not read: native code or data in ${plural(packages, 'package')} (--verbose names the files).`);
}

/** What the environment already had: a few names, or with `isComplete` all of them. */
export function satisfiedLines(satisfied: readonly SatisfiedPackage[], isComplete: boolean, ink: Ink): readonly string[] {
  if (satisfied.length === 0) return [];
  const shown = isComplete ? satisfied : satisfied.slice(0, MOST_SATISFIED);
  const more = satisfied.length - shown.length;
  const titles = shown.map((one, index) => `${titleOf(one, ink).join(' ')}${index < shown.length - 1 ? ',' : ''}`);
  const rest = more > 0 ? wordsOf(`and ${more} more`) : [];
  // Name and version stay together: a line that begins with a bare version reads like nothing at all.
  return flow([...wordsOf('Already installed, and not judged:'), ...titles, ...rest, ...wordsOf('(depsec scan judges what is installed)')], { first: 0, rest: 2, width: ink.width });
}

const LET_IN = 'let in by ';

/** By what the user let it in: the last reason, after all that speaks against it. */
const overrideOf = (reasons: readonly string[]): string => reasons.findLast((reason) => reason.startsWith(LET_IN))?.slice(LET_IN.length) ?? '--allow-blocked';

/** Blocked packages that were let in all the same: one loud line each. */
export function overriddenLines({ command, decisions, installed }: Run, ink: Ink): readonly string[] {
  const how = command === 'run' ? 'was handed over anyway' : installed ? 'was installed anyway' : 'would be installed anyway';
  return decisions
    .filter(({ verdict, cleared }) => verdict === 'blocked' && cleared !== null)
    .flatMap(({ report: { artifact }, reasons }) => signed(ink.bad('Blocked,'), `but ${titleOf(artifact, ink).join(' ')} ${how} (${ink.quote(overrideOf(reasons))}).`, ink));
}

const stoppedIn = ({ decisions }: Run): number => decisions.filter(({ cleared }) => cleared === null).length;

/** What a run did to the environment, or to the folder that it saves in; '' where there is nothing to say of it. */
export function outcome(run: Run): string {
  if (run.command === 'install') return installOutcome(run);
  const stopped = stoppedIn(run);
  const saves = run.command === 'download' || run.command === 'wheel';
  return saves && stopped > 0 ? `Nothing was saved: ${stopped} of ${plural(run.decisions.length, 'package')} did not pass.` : '';
}

function installOutcome(run: Run): string {
  const { decisions, satisfied, installed, dryRun, spared = 0, leftAlone = 0 } = run;
  const stopped = stoppedIn(run);
  const own = decisions.filter(({ report }) => report.artifact.neededToBuild === undefined);
  const cleared = own.filter((decision) => decision.cleared !== null).length - spared;
  if (own.length === 0 && stopped === 0) return satisfied.length > 0 || decisions.length > 0 ? 'Nothing to do: everything is already installed.' : 'Nothing to install.';
  if (installed) return `Installed ${plural(cleared - leftAlone, 'package')}${stopped > 0 ? `; ${stopped + spared} left out` : ''}${leftAlone > 0 ? `; ${leftAlone} there already` : ''}.`;
  if (dryRun) return 'Dry run: nothing was installed.';
  if (stopped === 0) return leftAlone > 0 ? 'Nothing was installed: it is there already.' : 'Nothing was installed.';
  return `Nothing was installed: ${stopped} of ${plural(decisions.length, 'package')} did not pass.`;
}
