import { HOLE } from '../fold/value.js';
import type { Arrival } from '../flow/recording.js';
import type { Run } from '../flow/run.js';
import { filesIn, linesOfFilesIn } from './files-in.js';

type Runs = (owner: string) => boolean;

// Whatever else they are told, these start nothing of the package's.
const ONLY_TELLS = /^(?:git|hg|svn|bzr|darcs|uname|which|pkg-config|[\w-]+-config)(?:\s|$)/;
const STARTS_SCRIPT = /python|pypy|\.pyw?\b|\bpy\b|\bsetup\b|sh\b|\bcmd\b|(?:^|\s)\.{0,2}[\\/]/i;

const startsOnlyTools = (command: string | null): boolean => command !== null && !STARTS_SCRIPT.test(command) && (ONLY_TELLS.test(command) || !command.includes(HOLE));

// Such a file is read by itself.
const runsKnownFile = ({ to, code, text, keys }: Arrival): boolean => to === 'exec' && code === null && (text !== null || filesIn(keys).length + linesOfFilesIn(keys).length > 0);

/** True where what these functions do can change the words that a script was started with; code that is no file is not read for it. */
export function changesArguments({ recording: { handled, calls, arrivals, askedFor, askedHooks } }: Run, runs: Runs): boolean {
  const known = arrivals.filter(runsKnownFile);
  // Somebody else gives that command, and it is not known what it runs in its turn.
  if (askedFor.some(({ command, owner }) => !askedHooks.has(command) && runs(owner))) return true;
  return [...handled].some(([owner, times]) => times > 0 && runs(owner)) || calls.some(({ kind, owner, line }) => kind === 'exec' && runs(owner) && !known.some(({ sink }) => sink.line === line));
}

// The script itself by its usual name, or by one that only it knows (`__file__`), and what it is told.
const STARTS_ITSELF = /(?:\bsetup\.py|(?:^\{\}|(?:python|pypy)\S{0,40})\s+(?:-\w\s+)*\{\})\s+(.+)/;

/** Commands that these functions have setup() run by their names. */
export function commandsOf({ recording: { askedFor, calls } }: Run, runs: Runs): readonly string[] {
  const told = calls.filter(({ kind, owner }) => kind === 'process' && runs(owner)).flatMap(({ text }) => STARTS_ITSELF.exec(text ?? '')?.[1]?.split(/[\s"']+/) ?? []);
  return [...new Set([...askedFor.filter(({ owner }) => runs(owner)).map(({ command }) => command), ...told])];
}

/** True where a script that pip starts may hear more than pip says: its words can be changed, and it can be started again from within. */
export function hearsOtherWords(run: Run, runs: Runs): boolean {
  return changesArguments(run, runs) || run.recording.calls.some(({ kind, text, owner }) => kind === 'process' && runs(owner) && !startsOnlyTools(text));
}
