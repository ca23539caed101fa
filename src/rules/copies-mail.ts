import { inWords } from '../core/context.js';
import { isExample } from '../core/examples.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Sends a hidden copy of each mail to an address that stands in the code',
  docs: `A library that sends mail for its user knows to whom: it is told. One that adds a recipient of its own, as a blind copy or among the others, reads along for whoever owns that mailbox, and neither the sender nor the recipient sees it.
Programs that keep copies for themselves have the address in their settings.
What to do: do not send mail with it; look for the address in what was sent so far. Out of scope: addresses that are put together, and copies that a service sends.`,

  check: (facts) =>
    facts.calls('mail-copy').map((call) => ({ severity: 'medium', isStrong: !isExample(facts.path), message: `${call.name} names ${JSON.stringify(call.text)} beside those whom the mail is for, ${inWords(call.when)}`, at: call })),
});
