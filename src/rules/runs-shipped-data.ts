import { inWords, runsUnasked } from '../core/context.js';
import type { Severity } from '../core/finding.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Flow, SourceFacts } from '../core/facts/source-facts.js';

/** Sources that a project brings packed are unpacked and built with build tools. */
const isBuilt = (flow: Flow, facts: SourceFacts): boolean => facts.calls('process').some(({ line, traits }) => line === flow.sink.line && (traits.has('build-tool') || traits.has('unpacks')));

// Settings hold commands and expressions for whoever writes them; whole statements they do not.
const IS_SETTINGS = /\.(?:json|ya?ml|toml|ini|cfg|xml|csv|tsv)$|^(?:the metadata of the package|a value of the registry|an attribute of a file|a catalogue of messages)$/i;

// Nobody opens a picture, a sound or a font for a text.
const IS_MEDIA = /\.(?:png|jpe?g|gif|bmp|ico|webp|mp3|wav|mp4|pdf|woff2?|ttf|otf|ogg|flac|webm|avi|cur)$/i;

// Python finds its own byte code by the suffix.
const LOADS_COMPILED = /\.(?:SourcelessFileLoader|load_compiled)$/;

function severityOf(flow: Flow): Severity {
  if (LOADS_COMPILED.test(flow.sink.name)) return runsUnasked(flow.when) ? 'critical' : 'low';
  if (!runsUnasked(flow.when)) return 'low';
  // Nobody starts a picture.
  return (flow.to === 'exec' || flow.through === 'file') && IS_MEDIA.test(flow.source.name) ? 'critical' : 'medium';
}

/** What somebody has copied is no code of theirs. */
const ofClipboard = (facts: SourceFacts): readonly RuleFinding[] =>
  facts.flows({ from: 'observation', to: 'exec' }).filter(({ when, source }) => runsUnasked(when) && /paste|clipboard/i.test(source.name)).map((flow) => ({ severity: 'medium', isStrong: true, message: `${flow.sink.name} runs what ${flow.source.name} gives, ${inWords(flow.when)}`, at: flow.sink, trace: flow.steps }));

export default defineRule({
  kind: 'source',
  title: 'Runs what a file holds that is not called Python',
  docs: `Code in a text, a picture or a font is code that no list of modules shows, and that tools which look at Python pass over. Whoever opens such a file and hands it to exec() or to a shell
has put it there for that. It is the same where the file is a picture whose points are letters, an archive that is unpacked and started from, or is copied under another name first; and where the code stands behind a mark in the source itself, in the metadata of the package, in a catalogue of messages, in the registry, in the attributes of a file or in the clipboard.
Files that tell a version are read so by honest projects, and pass.
What to do: read the file. Out of scope: files whose names are put together, and archives that are unpacked and imported later.`,

  check: (facts) => [
    ...ofClipboard(facts),
    ...facts
      .flows({ from: 'shipped', to: ['exec', 'process', 'object'] })
      .filter((flow) => !IS_SETTINGS.test(flow.source.name) || (flow.sink.name === 'exec' && runsUnasked(flow.when)))
      .filter((flow) => (flow.through === 'value' ? flow.to === 'exec' || runsUnasked(flow.when) : runsUnasked(flow.when) && !isBuilt(flow, facts)))
      .map((flow) => ({
        severity: severityOf(flow),
        isStrong: flow.to === 'exec' || (flow.through === 'file' && flow.when !== 'install'),
        message: `${flow.sink.name} runs what ${JSON.stringify(flow.source.name)} holds, ${inWords(flow.when)}`,
        at: flow.sink,
        trace: flow.steps,
      })),
  ],
});
