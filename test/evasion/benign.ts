import { carriers } from './carriers.js';
import { encodings, foldings } from './encodings.js';
import { codeOf, treeWith, type Context, type Sample, type Sink, type Source } from './sample.js';
import { execSinks, processSinks, sendSinks } from './sinks.js';
import { codeSources, secretSources, shippedSources } from './sources.js';
import { spellings } from './spellings.js';

type Twin = readonly [group: string, code: string, tools: string];

const plain = ({ target }: Source | Sink): { readonly lines: readonly string[]; readonly callee: string } => spellings['plain']!(target);

/** A function that somebody has to call gives what the source gives, and nothing is done with it. */
function sourceTwin(source: Source): Twin {
  const { lines, callee } = plain(source);
  return [`source ${source.id}`, codeOf(source.lines ?? [], lines, ['', '', 'def gather():', `    return ${source.give(callee)}`]), ''];
}

/** A function that does what the sink does with what its caller hands it. */
function sinkTwin(sink: Sink): Twin {
  const { lines, callee } = plain(sink);
  return [`sink ${sink.id}`, codeOf(sink.lines ?? [], lines, ['', '', 'def plant(bulb):', ...sink.take(callee, 'bulb').split('\n').map((line) => `    ${line}`)]), ''];
}

/** The same spelling, of a function that harms nobody. */
function spellingTwin(spelling: string): Twin {
  const { lines, callee, module } = spellings[spelling]!({ module: 'os', name: 'getcwd' });
  return [`spelling ${spelling}`, codeOf(lines, [`HERE = ${callee}()`]), module === undefined ? '' : codeOf(module)];
}

/** The same packing, of a text that is only kept. */
function encodingTwin([name, encode]: readonly [string, (typeof encodings)[string]]): Twin {
  const { lines, expression } = encode('bloom(undefined_in_every_garden)\n');
  return [`encoding ${name}`, codeOf(lines, [`LABEL = ${expression}`]), ''];
}

/** The same way, of a text that is only printed. */
function carrierTwin(carrier: string): Twin {
  const way = carriers[carrier]!("'grass'.upper()", (data) => `print(${data})`);
  return 'tools' in way ? [`carrier ${carrier}`, codeOf(way.lines), codeOf(way.tools)] : [`carrier ${carrier}`, codeOf(way), ''];
}

const placed = (contexts: readonly Context[], twins: readonly Twin[]): readonly Sample[] =>
  twins.flatMap(([group, code, tools]) =>
    contexts.map((context) => ({
      source: group, sink: 'none', spelling: 'none', encoding: 'none', carrier: 'none', context,
      id: `benign-${group}-${context}`.replace(/[^\w.-]+/g, '_'),
      files: treeWith(code, context, tools),
    })),
  );

/** A harmless twin for every group of samples. */
export function benignTwins(): readonly Sample[] {
  const used = [...codeSources, ...shippedSources, ...secretSources].map(sourceTwin);
  const offered = [...execSinks, ...processSinks, ...sendSinks].map(sinkTwin);
  const written = [...Object.keys(spellings).map(spellingTwin), ...Object.entries({ ...encodings, ...foldings }).map(encodingTwin), ...Object.keys(carriers).map(carrierTwin)];
  return [...placed(['__init__.py'], [...used, ...offered]), ...placed(['__init__.py', 'setup.py'], written)];
}
