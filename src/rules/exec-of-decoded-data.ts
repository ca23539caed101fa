import { inWords, runsUnasked } from '../core/context.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import { FROM_INPUT, type Flow } from '../core/facts/source-facts.js';
import type { Severity } from '../core/finding.js';

// Code generators number their variables by letters, which is no way to hide anything.
const isLettered = ({ source }: Flow): boolean => source.name === 'chr';

// In a function that somebody calls, decoded commands and files are ordinary (credentials of a CGI request, an attachment that is shown); code is not.
// Programs hand objects to one another pickled and in base64; only what comes with the code is a payload, or a table.
const isUnaskedLoad = (flow: Flow): boolean => runsUnasked(flow.when);

// Build tools tell a worker of theirs so what to start, and a remote Python what it is to be. No payload comes with the code then, unless somebody pipes it in while installing.
const isTold = ({ source, when }: Flow): boolean => when !== 'install' && source.name.endsWith(FROM_INPUT);

/** Byte code that a function puts together out of its numbers, as compilers and their tests do. */
const isAssembled = ({ when, source, sink }: Flow): boolean => !runsUnasked(when) && source.name === 'struct.pack' && sink.name === '__code__';

// Templates are built of nodes; what is told of them is that a node starts something.
const isTemplate = ({ source, when }: Flow): boolean => source.name === 'ast.Call' && !runsUnasked(when);

function severityOf(flow: Flow): Severity {
  if (isTemplate(flow)) return 'low';
  if (isTold(flow)) return flow.to === 'exec' ? 'medium' : 'low';
  if (flow.to === 'object' && flow.when !== 'install') return 'medium';
  if (isLettered(flow) && flow.when !== 'install') return runsUnasked(flow.when) ? 'medium' : 'low';
  if (runsUnasked(flow.when)) return 'critical';
  // Out of a file, as Python keeps compiled code itself.
  if (flow.source.name === 'marshal.load') return 'low';
  return flow.to === 'exec' && flow.through === 'value' ? 'medium' : 'low';
}

/** Letter by letter with a key: no format does that, so it is there to hide, whoever calls. */
const isUnscrambled = (flow: Flow, flows: readonly Flow[]): boolean =>
  flow.to === 'exec' && flow.through === 'value' && ['exclusive-or', 'chr'].every((name) => flows.some((other) => other.source.name === name && other.sink.line === flow.sink.line && other.to === 'exec' && other.through === 'value'));

const MARSHAL = /^marshal\.loads?$/;

/** marshal is Python's own form of compiled code: a function that runs what its caller hands it in that form is a loader, unless more was packed. */
const isLoader = (flow: Flow, flows: readonly Flow[]): boolean =>
  !runsUnasked(flow.when) && MARSHAL.test(flow.source.name) && !flows.some((other) => !MARSHAL.test(other.source.name) && other.sink.line === flow.sink.line);

const severityIn = (flow: Flow, flows: readonly Flow[]): Severity => (isUnscrambled(flow, flows) ? 'critical' : severityOf(flow));

const isStrong = (flow: Flow, flows: readonly Flow[]): boolean => flow.to === 'exec' && flow.through === 'value' && !isLettered(flow) && !isTemplate(flow) && !isLoader(flow, flows);

/** Of a command it may be a word, what the program reads, or the name of a file that lies beside others. */
function whatRuns({ to, through }: Flow, decoders: string): string {
  if (to === 'process') return `starts a command that ${through === 'file' ? 'names a file with' : 'holds'} what ${decoders} decoded`;
  return `runs what ${decoders} decoded${through === 'file' ? ' into a file' : ''}`;
}

/** Flows of one kind into one place are told once: what was packed twice is unpacked by two decoders. */
function together(flows: readonly Flow[], all: readonly Flow[]): RuleFinding | null {
  const [first] = flows;
  if (!first) return null;
  const decoders = [...new Set(flows.map(({ source }) => source.name))].join(' and ');
  return {
    severity: severityIn(first, all),
    isStrong: flows.some((flow) => isStrong(flow, all)),
    message: `${first.sink.name} ${whatRuns(first, decoders)}, ${inWords(first.when)}`,
    at: first.sink,
    trace: first.steps,
  };
}

export default defineRule({
  kind: 'source',
  title: 'Runs code or commands that it has just decoded',
  docs: `Packing a payload as base64, hex, zlib or marshal and handing it straight to exec() or to a shell hides it from readers
and from text search. Loading objects out of it (pickle, yaml) runs code as well. Ordinary packages have no need to. Decode the text (without running it) to see what it does.
Out of scope for now: decoders that the package writes itself, and code that is decoded in one module and run in another.`,

  check: (facts) => {
    const flows = [...facts.flows({ from: 'decoder', to: ['exec', 'process'] }).filter((flow) => !isAssembled(flow)), ...facts.flows({ from: 'hidden', to: 'object' }).filter(isUnaskedLoad)];
    const kinds = new Map<string, Flow[]>();
    for (const flow of flows) {
      const kind = [flow.sink.line, flow.sink.name, flow.to, flow.through, flow.when, severityIn(flow, flows)].join(' ');
      const known = kinds.get(kind);
      if (known === undefined) kinds.set(kind, [flow]);
      else known.push(flow);
    }
    return [...kinds.values()].flatMap((kind) => together(kind, flows) ?? []);
  },
});
