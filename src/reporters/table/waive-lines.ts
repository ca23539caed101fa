import type { Decision } from '../../core/decision.js';
import { flow, wordsOf } from './flow.js';
import type { Ink } from './ink.js';

// A list of more commands than this is not one that somebody has thought about.
const MOST_COMMANDS = 5;

/** A word that every shell takes as it stands. The version is a package's own text; what is more than a version is not shown as part of a command. */
const VERSION = /^[A-Za-z0-9._+-]+$/;
// Bash takes the mark of an epoch for a piece of its history.
const EPOCH = /^\d+!([A-Za-z0-9._+-]+)$/;
const NAME = /^[A-Za-z0-9._-]+$/;

function command({ waivable, report: { artifact } }: Decision): string | null {
  const isPlain = VERSION.test(artifact.version);
  if (waivable.length === 0 || (!isPlain && !EPOCH.test(artifact.version)) || !waivable.every((name) => NAME.test(name))) return null;
  const which = `${artifact.name}==${artifact.version}`;
  return `depsec waive ${isPlain ? which : `'${which}'`} ${waivable.join(' ')} --reason "..."`;
}

// A command is there to be copied, so where it needs more than one line it says that it goes on.
function pasteable(line: string, { width }: Ink): readonly string[] {
  const lines = flow(wordsOf(line), { first: 2, rest: 4, width: width - 2 });
  return lines.map((part, index) => (index < lines.length - 1 ? `${part} \\` : part));
}

/** The commands that write down that somebody has looked at what is stopped and accepts it; ready to be pasted, one for each version. Lines of a paragraph. */
export function waiveLines(decisions: readonly Decision[], ink: Ink): readonly string[] {
  const commands = [...new Set(decisions.flatMap((decision) => command(decision) ?? []))];
  if (commands.length === 0) return [];
  const left = commands.length - MOST_COMMANDS;
  return [
    ...ink.item(0, 'If you have looked at it, accept these very files for 90 days (or --until DATE):'),
    ...commands.slice(0, MOST_COMMANDS).flatMap((line) => pasteable(line, ink)),
    ...(left > 0 ? [ink.faint(`  and ${left} more`)] : []),
  ];
}
