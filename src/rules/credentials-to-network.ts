import { inWords, runsUnasked } from '../core/context.js';
import { flowsOut } from '../core/flows-out.js';
import { defineRule } from '../core/rule.js';
import type { Flow, SourceFacts } from '../core/source-facts.js';

/** A script that asks its user first, such as one that files a report about a bug, does not do it unasked. */
const asksFirst = (facts: SourceFacts): boolean => facts.calls('question').some(({ when, within }) => within === '' && runsUnasked(when));

const what = (flow: Flow): string => (flow.from === 'environment' ? 'the whole environment' : `what ${JSON.stringify(flow.source.name)} holds`);

export default defineRule({
  kind: 'source',
  title: 'Sends credentials to the network',
  docs: `Reads files that keep keys, passwords, cookies or wallets (~/.ssh, ~/.aws/credentials, browser profiles...), or the whole environment with all its tokens,
and hands the content to a network call. One environment variable is no finding: clients read their own token so.
It also counts where curl, nslookup or another program does the sending, or where the content is first written to a file and that is sent.
A script that asks its user at the terminal only warns. Out of scope for now: content that goes through other modules of the package.`,

  check: (facts) =>
    flowsOut(facts, ['credentials', 'environment']).map((flow) => ({
      severity: !runsUnasked(flow.when) ? 'low' : flow.when !== 'install' && asksFirst(facts) ? 'medium' : 'critical',
      isStrong: true,
      message: `${flow.sink.name} sends ${what(flow)}, ${inWords(flow.when)}`,
      at: flow.sink,
      trace: flow.steps,
    })),
});
