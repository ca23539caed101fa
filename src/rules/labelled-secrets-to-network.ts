import { inWords, runsUnasked } from '../core/context.js';
import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Sends a list of secrets, written out for somebody to read',
  docs: `"User: …, Password: …, Token: …" on a line each is a message from a program to a person. A client hands a password to a service in the form that the service asks for, and no service asks for prose:
the reader is who collects what others type. What to do: do not install it; change what was entered. Out of scope: messages in other languages, and those that are put together in several steps.`,

  check: (facts) =>
    facts.flows({ from: 'labelled', to: 'network' }).map((flow) => ({
      severity: runsUnasked(flow.when) ? 'critical' : 'low',
      isStrong: true,
      message: `${flow.sink.name} sends a message that names passwords or tokens, ${inWords(flow.when)}`,
      at: flow.sink,
      trace: flow.steps,
    })),
});
