import { runsUnasked } from '../core/context.js';
import type { When } from '../core/facts/source-facts.js';
import type { Analyser } from './analyser.js';
import { findFiles } from './build-plan/find-file.js';
import { sourceTree } from './build-plan/source-tree.js';
import type { Container } from './container.js';
import { commandsIn } from './content/found-in-text.js';
import { joined } from './judge-python.js';
import type { Reading } from './reading.js';
import { runRules, type RuleResults } from './run-rules.js';
import { startedScripts, type StartedScript } from './started-scripts.js';

// No honest package was seen to have one.
const MOST_FILES = 20;
const LARGEST_BYTES = 1_000_000;

const NOTHING = { hidden: [], loads: [], addresses: [], texts: [], appeals: [] };

const everyLine: StartedScript['commandsOf'] = (text) => text.split('\n').map((line, index) => ({ text: line, line: index + 1 }));

/** Members whose words some module tells to a shell as soon as it is loaded. */
function toldMembers({ notes, members, plan }: Reading): ReadonlyMap<string, When> {
  const told = notes.executed.filter(({ when, isTold }) => isTold === true && runsUnasked(when));
  if (told.length === 0) return new Map();
  const tree = sourceTree(members.map(({ path }) => path), plan.root);
  return new Map(told.flatMap(({ text, file, when }) => findFiles(text, file, tree).map((path) => [path, when] as const)).slice(0, MOST_FILES));
}

/** Those, and the scripts that are started so. */
function allTold(reading: Reading): ReadonlyMap<string, StartedScript> {
  const told = [...toldMembers(reading)].map(([path, when]) => [path, { when, commandsOf: everyLine }] as const);
  return new Map([...told, ...[...startedScripts(reading)].slice(0, MOST_FILES)]);
}

/** Settings hold commands for whoever writes them, so that one is told to a shell says nothing. What the one says that a package brings does. */
export async function judgeToldFiles(container: Container, reading: Reading, { rules }: Analyser): Promise<RuleResults> {
  const told = allTold(reading);
  let results: RuleResults = { findings: [], gaps: [] };
  if (told.size === 0) return results;
  for (const [path, bytes] of await container.contents(new Set(told.keys()))) {
    const { when, commandsOf } = told.get(path) ?? { when: 'latent', commandsOf: everyLine };
    const text = bytes.subarray(0, LARGEST_BYTES).toString('utf8');
    const lines = text.split('\n');
    const facts = { ...NOTHING, path, kind: 'data' as const, runs: when, commands: commandsIn(commandsOf(text)), isToldToShell: true };
    results = joined(results, runRules(rules, { kind: 'content', facts, gapKind: 'data', file: path, lines: () => lines }));
  }
  return results;
}
