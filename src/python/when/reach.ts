import type { When } from '../../core/source-facts.js';
import { findFunction } from '../flow/functions.js';
import { ASKED, LOCAL, MAIN, TOP, type Run } from '../flow/run.js';
import { hearsOtherWords } from './asked.js';
import { isInstallCommandClass } from './install-hooks.js';
import { STARTED, startKeys } from './starts.js';

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

/** Methods of the classes that setup() runs while it builds or installs. */
function hookMethods(run: Run): readonly string[] {
  const hooked = [...run.classes.values()].filter((info) => run.recording.hooks.has(info.key) || info.bases.some(isInstallCommandClass)).map((info) => info.key);
  const own = [...run.functions].flatMap(([key, info]) => (hooked.some((name) => key.startsWith(`${name}.`)) ? [info.key] : []));
  const inherited = hooked.flatMap((name) => findFunction(`${LOCAL}${name}.run`, run)?.key ?? []);
  return [...own, ...inherited];
}

/** Tells when code runs, by the function that it stands in. */
export function whenByOwner(run: Run): (owner: string) => When {
  const isScript = run.runs === 'install' || run.starts.includes(STARTED);
  const own = startKeys(run).filter((key) => isScript || key !== MAIN);
  const starts = [TOP, ...own, ...(run.runs === 'install' ? hookMethods(run) : [])];
  const unasked = reachableFrom(starts, run);
  const reached = hearsOtherWords(run, (owner) => unasked.has(owner)) ? reachableFrom([...starts, ASKED], run) : unasked;
  return (owner) => (reached.has(owner) ? run.runs : 'latent');
}

/** Tells of a function whether nothing at the top level of the file leads to it. */
export function beyondTopLevel(run: Run): (owner: string) => boolean {
  const reached = reachableFrom([TOP], run);
  return (owner) => !reached.has(owner);
}
