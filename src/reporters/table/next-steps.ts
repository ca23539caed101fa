import { isGivenPath } from '../words/given-path.js';
import type { Decision } from '../../core/decision.js';
import { NO_PACKAGE } from '../../core/installed-files.js';
import type { Run, Verbosity } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { isDetailed } from './evidence.js';
import type { Ink } from './ink.js';
import { restsOnEvidence } from './reasons.js';
import { waiveLines } from './waive-lines.js';

// A list of more names than this is not one that somebody knows and trusts.
const MOST_NAMES = 5;

const isStopped = ({ cleared }: Decision): boolean => cleared === null;

const isMalware = ({ report }: Decision): boolean => report.findings.some(({ advisory }) => advisory?.kind === 'malware');

function allowlistLine(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? ['NAME'] : names;
  return `packages = [${shown.map((name) => `"${name}"`).join(', ')}]`;
}

/** What `explain` takes: a path that was given, else the name; a word for it where there are several, or where a shell would not take it as it is. */
function explainable(decisions: readonly Decision[]): string {
  const [first] = decisions;
  if (first === undefined) return 'NAME';
  const { artifact } = first.report;
  const isPath = artifact.installed === undefined && isGivenPath(artifact) && artifact.builtFrom === undefined;
  if (decisions.length > 1) return isPath ? 'FILE' : 'NAME';
  if (!isPath) return artifact.name;
  return /^[\w./][\w.+/-]*$/.test(artifact.shownAs) ? artifact.shownAs : 'FILE';
}

/** What somebody can do about warnings and blocks, once for all of them; lines of a paragraph, empty when there is nothing to do. */
export function nextSteps({ decisions, settingsFile = untrusted('~/.depsec/config.toml') }: Pick<Run, 'decisions' | 'settingsFile'>, verbosity: Verbosity, ink: Ink): readonly string[] {
  // Of a package on the denylist there is no more to see, and no allowlist line could undo its block.
  const judged = decisions.filter(({ verdict }) => verdict !== 'safe').filter(restsOnEvidence);
  if (judged.length === 0) return [];
  // Known malware is stopped whatever anybody writes down.
  const names = [...new Set(judged.filter((decision) => isStopped(decision) && !isMalware(decision)).map(({ report }) => report.artifact.name))].filter((name) => name !== NO_PACKAGE);
  const more = isDetailed(verbosity) ? 'Look at the code behind it:' : 'Run again with --verbose to see everything, or look at the code behind it:';
  const explain = [...ink.item(0, more), ...ink.item(2, `depsec explain ${explainable(judged)}`)];
  if (names.length === 0) return explain;
  return [
    ...explain,
    ...waiveLines(judged, ink),
    ...ink.item(0, `To trust every version, whatever is in it, add to ${ink.quote(settingsFile)}:`),
    '  [allowlist]',
    ...ink.prose(2, allowlistLine(names)),
  ];
}
