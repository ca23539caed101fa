import { inWords, runsUnasked } from '../core/context.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Call, SourceFacts } from '../core/facts/source-facts.js';

// The address of somebody, which the code brings with it: one long word.
const IS_BROUGHT = /^[^\s{}]{20,}$/;

/** What looks into the clipboard and fills it with a word of its own, both on import, has no user who has asked for either. */
const unaskedSwap = (facts: SourceFacts, reads: readonly Call[]): readonly RuleFinding[] =>
  reads.some(({ when }) => runsUnasked(when))
    ? facts.calls('clipboard-write').filter(({ when, text }) => runsUnasked(when) && IS_BROUGHT.test(text ?? '')).map((call) => ({ severity: 'medium', isStrong: true, message: `${call.name} fills the clipboard, and the file reads it, ${inWords(call.when)}`, at: call }))
    : [];

export default defineRule({
  kind: 'source',
  title: 'Replaces what is in the clipboard where it looks like the address of a wallet',
  docs: `Nobody types the address of a wallet: it is copied and pasted. Clippers wait for one in the clipboard and put the address of the thief in its place.
A library for wallets checks addresses, one for the clipboard copies text; nothing honest does both. What to do: do not install it; look twice at every address pasted since.
Out of scope: extensions for browsers, and patterns that are put together or fetched.`,

  check: (facts) => {
    const [pattern] = facts.texts.filter(({ mark }) => mark === 'wallet-pattern');
    const reads = facts.calls('clipboard-read');
    if (!pattern) return unaskedSwap(facts, reads);
    if (reads.length === 0) return [];
    return facts.calls('clipboard-write').map((call) => ({ severity: runsUnasked(call.when) ? 'critical' : 'medium', isStrong: true, message: `${call.name} fills the clipboard, and the file has ${pattern.name}, ${inWords(call.when)}`, at: call }));
  },
});
