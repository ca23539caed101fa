import { inWords, runsUnasked } from '../core/context.js';
import { flowsOut } from '../core/flows-out.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Flow, SourceFacts } from '../core/source-facts.js';

/** A script that asks its user first, such as one that files a report about a bug, does not do it unasked. */
const asksFirst = (facts: SourceFacts): boolean => facts.calls('question').some(({ when, within }) => within === '' && runsUnasked(when));

const what = (flow: Flow): string => (flow.from === 'environment' ? 'the whole environment' : `what ${JSON.stringify(flow.source.name)} holds`);

// What a user's own tools and machines hand out to be logged in with: a client that somebody calls sends it where it belongs.
const IS_HANDED_OUT = /^the keys of the machine$|\bget_credentials$|^netrc\.netrc$|\b(?:auth\s+token|print-(?:access|identity)-token|get-access-token)\b/;

const isHandedOut = ({ when, source }: Flow): boolean => when === 'latent' && IS_HANDED_OUT.test(source.name);

/** The service that hands out keys is asked more than once, with what it has said before. */
const isForItself = ({ source, sink }: Flow, facts: SourceFacts): boolean =>
  source.name === 'the keys of the machine' && facts.calls('network').some(({ line, text }) => line === sink.line && /^https?:\/\/(?:169\.254\.|100\.100\.|metadata\.)/.test(text ?? ''));

const ofFiles = (facts: SourceFacts): readonly RuleFinding[] =>
  flowsOut(facts, ['credentials', 'environment'])
    .filter((flow) => !isForItself(flow, facts))
    .map((flow) => ({
      severity: !runsUnasked(flow.when) ? 'low' : flow.when !== 'install' && asksFirst(facts) ? 'medium' : 'critical',
      isStrong: !isHandedOut(flow),
      message: `${flow.sink.name} sends ${what(flow)}, ${inWords(flow.when)}`,
      at: flow.sink,
      trace: flow.steps,
    }));

const MANY = 3;
const ownerOf = (variable: string): string => variable.split('_')[0] ?? '';

/** A client reads the one variable that is meant for it; nobody is a client of three services at once before anybody has called it. */
function ofVariables(facts: SourceFacts): readonly RuleFinding[] {
  const bySink = new Map<number, Flow[]>();
  for (const flow of flowsOut(facts, ['variables'])) if (runsUnasked(flow.when)) bySink.set(flow.sink.line, [...(bySink.get(flow.sink.line) ?? []), flow]);
  return [...bySink.values()].flatMap((flows) => {
    const [first] = flows;
    const names = [...new Set(flows.flatMap(({ source }) => source.name.split(', ')))];
    if (!first || new Set(names.map(ownerOf)).size < MANY) return [];
    return [{ severity: 'critical', isStrong: true, message: `${first.sink.name} sends the variables ${names.join(', ')}, ${inWords(first.when)}`, at: first.sink, trace: first.steps }] as const;
  });
}

export default defineRule({
  kind: 'source',
  title: 'Sends credentials to the network',
  docs: `Reads files that keep keys, passwords, cookies or wallets (~/.ssh, ~/.aws/credentials, browser profiles...), or the whole environment with all its tokens,
and hands the content to a network call. One environment variable is no finding: clients read their own token so; those of three services at once are, before anybody has called it.
What a cloud's tools and its service for machines hand out counts likewise, and so does where curl, nslookup or another program does the sending, or where the content is first written to a file and that is sent.
A script that asks its user at the terminal only warns. Out of scope for now: content that goes through other modules of the package.`,

  check: (facts) => [...ofFiles(facts), ...ofVariables(facts)],
});
