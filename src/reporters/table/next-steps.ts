import type { Decision } from '../../core/decision.js';
import type { Verbosity } from '../../core/run.js';
import { isDetailed } from './evidence.js';
import type { Ink } from './ink.js';

// A list of more names than this is not one that somebody knows and trusts.
const MOST_NAMES = 5;

const isStopped = ({ cleared }: Decision): boolean => cleared === null;

// Code and names leave findings or gaps behind. A block without either comes from the denylist, which an allowlist line does not undo.
const hasEvidence = ({ report }: Decision): boolean => report.findings.length + report.gaps.length > 0;

function allowlistLine(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? ['NAME'] : names;
  return `packages = [${shown.map((name) => `"${name}"`).join(', ')}]`;
}

/** What somebody can do about warnings and blocks, once for all of them; lines of a paragraph, empty when there is nothing to do. */
export function nextSteps(decisions: readonly Decision[], verbosity: Verbosity, ink: Ink): readonly string[] {
  const judged = decisions.filter(({ verdict }) => verdict !== 'safe');
  if (judged.length === 0) return [];
  const names = [...new Set(judged.filter(isStopped).filter(hasEvidence).map(({ report }) => report.artifact.name))];
  const more = isDetailed(verbosity) ? [] : ['Run again with --verbose to see everything that was found.'];
  if (names.length === 0) return more.flatMap((sentence) => ink.paragraph(0, sentence));
  const one = names.length === 1 ? 'this package' : 'a package';
  return [
    ...ink.paragraph(0, ...more, `If you know ${one} and trust it, add it to ~/.depsec/config.toml:`),
    '  [allowlist]',
    ...ink.paragraph(2, allowlistLine(names)),
  ];
}
