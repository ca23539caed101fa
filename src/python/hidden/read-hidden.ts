import type { Hidden, When } from '../../core/facts/source-facts.js';
import { interpret } from '../flow/interpret.js';
import { LOCAL, type Run } from '../flow/run.js';
import { factLists, type FactLists } from '../facts.js';
import type { Value } from '../fold/value.js';
import type { PythonParser } from '../python-parser.js';
import { TreeTooLarge } from '../syntax/from-cursor.js';
import { whenByOwner } from '../when/reach.js';
import { OTHER_WORDS, SCRIPT } from '../when/starts.js';
import { hiddenCode, type HiddenCode } from './hidden-code.js';

// Packers wrap what they packed again, hundreds of times over; what is below so many layers is told by the layers themselves.
const DEEPEST = 4;
const MOST_TEXTS = 12;
const MOST_LETTERS = 1_000_000;

/** What is left to spend on the texts of one file. */
interface Budget {
  letters: number;
  readonly seen: Set<string>;
}

/** Names that mean something outside of the file: code that is run as text finds them there. */
const namesFor = (run: Run): ReadonlyMap<string, Value> => new Map([...run.module.names].filter(([, { name }]) => name !== null && !name.startsWith(LOCAL)));

const moreHidden = (one: Hidden, other: Hidden | null): Hidden => (one === 'encoded' || other === 'encoded' ? 'encoded' : 'text');

/** Everything at the place in the file where the text comes to run. */
function placed(lists: FactLists, code: HiddenCode): FactLists {
  const at = { line: code.line };
  const whenOf = (when: When): When => (when === 'latent' ? 'latent' : code.when);
  return {
    ...lists,
    imports: lists.imports.map((fact) => ({ ...fact, ...at, when: whenOf(fact.when) })),
    texts: lists.texts.map((text) => ({ ...text, ...at })),
    calls: lists.calls.map((call) => ({ ...call, ...at, when: whenOf(call.when), hidden: moreHidden(code.hidden, call.hidden) })),
    flows: lists.flows.map((flow) => ({ ...flow, when: whenOf(flow.when), source: { ...flow.source, ...at }, sink: { ...flow.sink, ...at }, steps: flow.steps.map((step) => ({ ...step, ...at })), hidden: moreHidden(code.hidden, flow.hidden) })),
  };
}

function readOne(code: HiddenCode, outer: Run, state: { readonly parser: PythonParser; readonly depth: number; readonly budget: Budget }): readonly FactLists[] {
  const { budget, parser } = state;
  const id = `${code.line} ${code.when} ${code.text}`;
  if (budget.seen.has(id) || code.text.length > budget.letters) return [];
  budget.seen.add(id);
  budget.letters -= code.text.length;
  const tree = parsed(code.text, parser);
  if (tree === null) return [];
  const { run } = interpret(tree, code.when, { starts: [SCRIPT, OTHER_WORDS], given: namesFor(outer) });
  return [factLists(run, false), ...readAll(run, { ...state, depth: state.depth + 1 })].map((lists) => placed(lists, code));
}

function parsed(text: string, parser: PythonParser): ReturnType<PythonParser['parse']> | null {
  try {
    return parser.parse(text);
  } catch (error) {
    // That the text is run is told by the call itself; a text beyond the limits tells no more.
    if (error instanceof TreeTooLarge) return null;
    throw error;
  }
}

function readAll(run: Run, state: { readonly parser: PythonParser; readonly depth: number; readonly budget: Budget }): readonly FactLists[] {
  if (state.depth >= DEEPEST) return [];
  return hiddenCode(run.recording, whenByOwner(run)).slice(0, MOST_TEXTS).flatMap((code) => readOne(code, run, state));
}

/** The facts of a file together with those of the code that it keeps as text, encoded or not, and runs. */
export function withHidden(own: FactLists, run: Run, parser: PythonParser): FactLists {
  const found = readAll(run, { parser, depth: 0, budget: { letters: MOST_LETTERS, seen: new Set() } });
  if (found.length === 0) return own;
  return {
    loads: own.loads,
    executes: own.executes,
    imports: [...own.imports, ...found.flatMap(({ imports }) => imports)],
    texts: [...own.texts, ...found.flatMap(({ texts }) => texts)],
    calls: [...own.calls, ...found.flatMap(({ calls }) => calls)],
    flows: [...own.flows, ...found.flatMap(({ flows }) => flows)],
  };
}
