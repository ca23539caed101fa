import { runsUnasked } from '../core/context.js';
import type { When } from '../core/facts/source-facts.js';
import type { Analyser } from './analyser.js';
import { findFiles } from './build/find-file.js';
import { sourceTree } from './build/source-tree.js';
import type { Container } from './container.js';
import { commandsIn } from './content/found-in-text.js';
import { joined } from './judge-python.js';
import { scriptLines } from '../formats/script-lines.js';
import type { Reading } from './reading.js';
import { runRules, type RuleResults } from './run-rules.js';
import { startedScripts } from './started-scripts.js';

// No honest package was seen to have one.
const MOST_FILES = 20;
const LARGEST_BYTES = 1_000_000;

const NOTHING = { hidden: [], loads: [], addresses: [], texts: [], appeals: [] };

/** How a member comes to a shell: a module tells it what stands there, or has it read the whole as a script. */
interface Told {
  readonly when: When;
  readonly isScript: boolean;
}

/** Members whose words some module tells to a shell as soon as it is loaded. */
function toldMembers({ notes, members, plan }: Reading): ReadonlyMap<string, When> {
  const told = notes.executed.filter(({ when, isTold }) => isTold === true && runsUnasked(when));
  if (told.length === 0) return new Map();
  const tree = sourceTree(members.map(({ path }) => path), plan.root);
  return new Map(told.flatMap(({ text, file, when }) => findFiles(text, file, tree).map((path) => [path, when] as const)).slice(0, MOST_FILES));
}

/** Those, and the scripts that are started so. */
function allTold(reading: Reading): ReadonlyMap<string, Told> {
  const lists = [[toldMembers(reading), false], [startedScripts(reading), true]] as const;
  return new Map(lists.flatMap(([found, isScript]) => [...found].slice(0, MOST_FILES).map(([path, when]) => [path, { when, isScript }] as const)));
}

/** Settings hold commands for whoever writes them, so that one is told to a shell says nothing. What the one says that a package brings does. */
export async function judgeToldFiles(container: Container, reading: Reading, { rules }: Analyser): Promise<RuleResults> {
  const told = allTold(reading);
  let results: RuleResults = { findings: [], gaps: [] };
  if (told.size === 0) return results;
  for (const [path, bytes] of await container.contents(new Set(told.keys()))) {
    const { when, isScript } = told.get(path) ?? { when: 'latent', isScript: false };
    const text = bytes.subarray(0, LARGEST_BYTES).toString('utf8');
    const lines = text.split('\n');
    const commands = commandsIn(isScript ? scriptLines(text) : lines.map((line, index) => ({ text: line, line: index + 1 })));
    const facts = { ...NOTHING, path, kind: 'data' as const, runs: when, commands, isToldToShell: true };
    results = joined(results, runRules(rules, { kind: 'content', facts, gapKind: 'data', file: path, lines: () => lines }));
  }
  return results;
}
