import { inWords, runsUnasked } from '../core/context.js';
import type { Severity } from '../core/finding.js';
import { flowsOut } from '../core/facts/flows-out.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Call, Flow, SourceFacts } from '../core/facts/source-facts.js';
import { belongsElsewhere, isNeverSent, ownerOfKey, SIGNING_CLIENT } from '../python/vocabulary/keys.js';
import { keeperOf, namesOwnToken, namesPrivateKey } from '../python/vocabulary/secret-paths.js';
import { CLOUD_KEYS, WORKING_FOLDER } from '../python/vocabulary/secrets.js';
import { isOwnToken } from '../python/vocabulary/told-by-commands.js';
import { FOUND_TOKENS } from '../python/vocabulary/token-patterns.js';
import { isOfOtherProgram } from '../python/vocabulary/tokens.js';

/** A script that asks its user first, such as one that files a report about a bug, does not do it unasked. */
const asksFirst = (facts: SourceFacts): boolean => facts.calls('question').some(({ when, within }) => within === '' && runsUnasked(when));

// A client of one service takes its user's token for it from where another client of that service keeps it.
const KEEPERS = /^(?:boto3|kubernetes|google|azure|huggingface_hub|hvac|kaggle_secrets|dotenv|docker)\.|^secretstorage\.[\w.()]*search_items/;
const isOwn = ({ source }: Flow): boolean => [CLOUD_KEYS, WORKING_FOLDER].includes(source.name) || source.name.startsWith('keyring.') || KEEPERS.test(source.name) || namesOwnToken(source.name) || isOwnToken(source.name);

/** What one role of a cloud hands out is shown there again, to be given the next part. */
function staysInCloud({ sink }: Flow, facts: SourceFacts): boolean {
  const calls = facts.calls('network').filter(({ line, name }) => line === sink.line && name === sink.name);
  return calls.length > 0 && calls.every(({ traits }) => traits.has('metadata-host'));
}

// An address that is written out, and none of the cloud whose client it was: its own services sign and send nothing.
const STRANGER = /^https?:\/\/(?![^/]*\bamazon(?:aws)?\.com\b)[^/{}]+(?:\/|$)/;

/** What a client signs with, on its way to somebody whose address the code names. */
const goesToStranger = ({ source, sink }: Flow, facts: SourceFacts): boolean => (isNeverSent(source.name) || namesPrivateKey(source.name)) && facts.calls('network').some(({ line, text }) => line === sink.line && STRANGER.test(text ?? ''));

/** The lines that send the keys to several services at once, which no client needs. */
function linesOfSeveral(flows: readonly Flow[]): ReadonlySet<number> {
  const keepers = new Map<number, Set<string>>();
  for (const { source, sink } of flows) {
    const keeper = keeperOf(source.name);
    if (keeper !== null) keepers.set(sink.line, (keepers.get(sink.line) ?? new Set()).add(keeper));
  }
  return new Set([...keepers].flatMap(([line, found]) => (found.size > 1 ? [line] : [])));
}

function what({ from, source }: Flow): string {
  if (from === 'environment') return 'the whole environment';
  return source.name === FOUND_TOKENS ? `${source.name} in a text` : `what ${JSON.stringify(source.name)} holds`;
}

function severityOf(flow: Flow, isTaken: boolean, facts: SourceFacts): Severity {
  const { when } = flow;
  // Whoever starts a command by its name expects more of it than of a function deep in a library, but hardly this.
  if (!runsUnasked(when)) return isOfOtherProgram(flow.source.name) || isTaken || (when === 'command' && !isOwn(flow) && !asksFirst(facts)) ? 'medium' : 'low';
  return when !== 'install' && asksFirst(facts) ? 'medium' : 'critical';
}

const viaFlow = (flow: Flow, isTaken: boolean, facts: SourceFacts): RuleFinding => ({
  severity: severityOf(flow, isTaken, facts),
  isStrong: runsUnasked(flow.when) || !isOwn(flow) || isTaken,
  message: `${flow.sink.name} sends ${what(flow)}, ${inWords(flow.when)}`,
  at: flow.sink,
  trace: flow.steps,
});

/** The key to one service, which leaves unasked to a host that is none of that service. */
function viaOneKey(flows: readonly Flow[], facts: SourceFacts): readonly RuleFinding[] {
  const taken = flows.find(({ source, sink, when }) => runsUnasked(when) && [...facts.calls('network'), ...facts.calls('process')].some(({ line, text }) => line === sink.line && belongsElsewhere(source.name, text ?? '')));
  return taken === undefined ? [] : [{ severity: 'medium', isStrong: true, message: `${taken.sink.name} sends ${taken.source.name}, and is given addresses of somebody else, ${inWords(taken.when)}`, at: taken.sink, trace: taken.steps }];
}

// A service is given its own key; keys of several, or one that nobody ever sends, are for somebody else.
function viaKeys(flows: readonly Flow[], facts: SourceFacts): readonly RuleFinding[] {
  const [first] = flows;
  const names = [...new Set(flows.map(({ source }) => source.name))];
  if (first === undefined || SIGNING_CLIENT.test(first.sink.name)) return [];
  const isTaken = names.some(isNeverSent) || (runsUnasked(first.when) && new Set(names.map(ownerOfKey)).size > 1);
  if (!isTaken) return viaOneKey(flows, facts);
  const whenCalled = flows.some((flow) => goesToStranger(flow, facts)) ? 'medium' : 'low';
  return [{ severity: runsUnasked(first.when) ? 'critical' : whenCalled, isStrong: true, message: `${first.sink.name} sends ${names.join(', ')}, ${inWords(first.when)}`, at: first.sink, trace: flows.flatMap(({ steps }) => steps) }];
}

const viaShell = (call: Call): RuleFinding => ({ severity: runsUnasked(call.when) ? 'critical' : 'low', isStrong: true, message: `${call.name} starts a line that sends a file with secrets: ${JSON.stringify(call.text?.slice(0, 120))}, ${inWords(call.when)}`, at: call });

export default defineRule({
  kind: 'source',
  title: 'Sends credentials to the network',
  docs: `Reads files that keep keys, passwords, cookies or wallets (~/.ssh, ~/.aws/credentials, browser profiles...), or the whole environment with all its tokens,
and hands the content to a network call. One environment variable is no finding: clients read their own token so. Keys of several services that leave together unasked are one, and so is the key that AWS clients sign with and never send; the key to one well-known service that leaves unasked to somebody else's host warns.
So is what a pattern for tokens (AKIA, ghp_ and the like) finds in a text, whoever they belong to.
It also counts where curl, nslookup or another program does the sending, where a program such as security or kubectl gives the secret, or where the content is first written to a file and that is sent.
A token that a client of the same service asks for, to use it there, counts only where it leaves unasked.
A script that asks its user at the terminal only warns, and so does a command that somebody starts by its name; a function that has to be called warns where it is about what browsers, wallets or chat programs keep, or where the keys to several services leave together, or what a client signs with or a private key goes to an address that stands there. Out of scope: content that goes through many modules of a large package.`,

  check: (facts) => {
    const keys = new Map<number, Flow[]>();
    for (const flow of flowsOut(facts, ['key'])) keys.set(flow.sink.line, [...(keys.get(flow.sink.line) ?? []), flow]);
    const sent = flowsOut(facts, ['credentials', 'environment']).filter((flow) => !staysInCloud(flow, facts));
    const several = linesOfSeveral(sent);
    const isTaken = (flow: Flow): boolean => goesToStranger(flow, facts) || (keeperOf(flow.source.name) !== null && several.has(flow.sink.line));
    return [...sent.map((flow) => viaFlow(flow, isTaken(flow), facts)), ...[...keys.values()].flatMap((sentTogether) => viaKeys(sentTogether, facts)), ...facts.calls('process').filter(({ traits }) => traits.has('sends-secrets')).map(viaShell)];
  },
});
