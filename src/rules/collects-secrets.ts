import { defineRule, type RuleFinding } from '../core/rule.js';
import type { MarkedText, SourceFacts } from '../core/facts/source-facts.js';
import type { Severity } from '../core/finding.js';

const MANY = 3;
// A pattern for tokens is written to search with; a path may be there for other reasons.
const HUNT = 2;

function weight(texts: readonly MarkedText[], facts: SourceFacts): number {
  const stores = new Set(texts.filter(({ mark }) => mark === 'secret-store').map(({ name }) => name));
  const calls = [...facts.calls('network'), ...facts.calls('connect'), ...facts.calls('process')];
  // An address that nobody answers for weighs as much as a place more.
  const isDropped = calls.some(({ traits }) => traits.has('drop-host') || traits.has('raw-address'));
  return stores.size + (isDropped && stores.size > 0 ? 1 : 0) + (texts.some(({ mark }) => mark === 'token-hunt') ? HUNT : 0);
}

const severityOf = (found: number, { runs }: SourceFacts): Severity => (found >= MANY && runs !== 'latent' ? 'critical' : 'low');

export default defineRule({
  kind: 'source',
  title: 'Looks where other programs keep passwords, tokens and wallets, and talks to the network',
  docs: `Stealers go through a list of places: profiles of browsers, sessions of chat programs, wallets, ssh keys, cloud accounts, games. A library may read one of them;
no library reads three kinds and has a line to the network in the same file. What to do: do not install it; where it ran, change what those programs hold.
Out of scope: places that are put together at run time, and collectors that leave the sending to another file.`,

  check: (facts): readonly RuleFinding[] => {
    const texts = facts.texts.filter(({ mark }) => mark !== 'drop-token' && mark !== 'mining');
    const found = weight(texts, facts);
    const [first] = texts;
    const sends = facts.calls('network').length + facts.calls('connect').length > 0 || facts.calls('process').some(({ traits }) => traits.has('contacts-network')) || facts.texts.some(({ mark }) => mark === 'drop-token');
    if (!first || !sends || found < HUNT) return [];
    const what = [...new Set(texts.map(({ name }) => name))].join(', ');
    return [{ severity: severityOf(found, facts), isStrong: true, message: `knows where secrets lie (${what}) and talks to the network`, at: first }];
  },
});
