import type { When } from '../../core/facts/source-facts.js';
import { findFunction } from '../flow/functions.js';
import { ASKED, LOCAL, MAIN, TOP, type ClassInfo, type Run } from '../flow/run.js';
import { commandsOf, hearsOtherWords } from './asked.js';
import { isInstallCommandClass } from './install-hooks.js';
import { COMMAND, OTHER_WORDS, STARTED, startKeys } from './starts.js';

/** All functions that are called, directly or not, from these. */
function reachableFrom(starts: readonly string[], run: Run): ReadonlySet<string> {
  const edges = new Map<string, string[]>();
  for (const { from, to } of run.recording.references) {
    const known = edges.get(from);
    if (known) known.push(to);
    else edges.set(from, [to]);
  }
  const reached = new Set<string>();
  const todo = [...starts];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    todo.push(...(edges.get(at) ?? []));
  }
  return reached;
}

/** Methods of the classes of commands. */
function methodsOf(isCommand: (info: ClassInfo) => boolean, run: Run): readonly string[] {
  const commands = [...run.classes.values()].filter(isCommand).map(({ key }) => key);
  const own = [...run.functions].flatMap(([key, info]) => (commands.some((name) => key.startsWith(`${name}.`)) ? [info.key] : []));
  const inherited = commands.flatMap((name) => findFunction(`${LOCAL}${name}.run`, run)?.key ?? []);
  return [...own, ...inherited];
}

/** Methods of the classes that setup() runs while it builds or installs. */
const hookMethods = (run: Run): readonly string[] => methodsOf(({ key, bases }) => run.recording.hooks.has(key) || bases.some(isInstallCommandClass), run);

const SDIST = 'sdist';

/** What runs where a command of this file is asked for by its name. */
const methodsUnder = (command: string, run: Run): readonly string[] =>
  methodsOf(({ key, bases }) => run.recording.askedHooks.get(command)?.has(key) === true || (command === SDIST && bases.some((base) => base.endsWith(`.${SDIST}`))), run);

/** Functions that are called from these, and what is run for the commands that they ask for. */
function reachedFrom(starts: readonly string[], run: Run): ReadonlySet<string> {
  const reached = reachableFrom(starts, run);
  const more = commandsOf(run, (owner) => reached.has(owner)).flatMap((command) => methodsUnder(command, run)).filter((key) => !reached.has(key));
  return more.length === 0 ? reached : reachedFrom([...starts, ...more], run);
}

/** Tells when code runs, by the function that it stands in. */
export function whenByOwner(run: Run): (owner: string) => When {
  const isInstall = run.runs === 'install';
  const own = startKeys(run).filter((key) => isInstall || run.starts.includes(STARTED) || key !== MAIN);
  const starts = [TOP, ...own, ...(isInstall ? hookMethods(run) : [])];
  const unasked = reachedFrom(starts, run);
  const isAsked = run.starts.includes(OTHER_WORDS) || hearsOtherWords(run, (owner) => unasked.has(owner));
  // Setup() knows this one without being given it, so that its word is the first to be tried.
  const named = run.starts.filter((start) => start.startsWith(COMMAND)).flatMap((start) => methodsUnder(start.slice(COMMAND.length), run));
  const reached = isAsked ? reachedFrom([...starts, ASKED, ...named, ...(isInstall ? methodsUnder(SDIST, run) : [])], run) : unasked;
  return (owner) => (reached.has(owner) ? run.runs : 'latent');
}

/** Tells of a function whether nothing at the top level of the file leads to it. */
export function beyondTopLevel(run: Run): (owner: string) => boolean {
  const reached = reachableFrom([TOP], run);
  return (owner) => !reached.has(owner);
}
