import { inWords } from '../core/context.js';
import { defineRule } from '../core/rule.js';
import type { Call, SourceFacts } from '../core/facts/source-facts.js';

const DOES: Readonly<Record<'network' | 'connect' | 'process' | 'watch', string>> = {
  network: 'talks to the network',
  connect: 'opens a connection',
  process: 'starts a program',
  watch: 'watches the keyboard',
};

const isEncoded = ({ hidden }: Call): boolean => hidden === 'encoded';

function finding(facts: SourceFacts, kind: keyof typeof DOES): readonly { readonly call: Call; readonly does: string }[] {
  return facts.calls(kind).filter(isEncoded).map((call) => ({ call, does: DOES[kind] }));
}

export default defineRule({
  kind: 'source',
  title: 'Keeps code encoded that reaches beyond Python',
  docs: `The text that this file decodes and runs was decoded here as well, without running it, and read like any other code: it starts programs or talks to the network.
Whoever writes a program may pack it to make it small; whoever packs the few lines that call another machine does it so that nobody reads them, whether they run at once or when a function is called.
What to do: do not install it. Out of scope: code that only a key or a service at run time can decode, and code behind more than four such wrappings.`,

  check: (facts) =>
    (['network', 'connect', 'process', 'watch'] as const)
      .flatMap((kind) => finding(facts, kind))
      .map(({ call, does }) => ({
        severity: 'critical',
        isStrong: true,
        message: `code that is kept encoded ${does}: ${call.name}${call.text === null ? '' : ` ${JSON.stringify(call.text.slice(0, 120))}`}, ${inWords(call.when)}`,
        at: call,
      })),
});
