import { defineRule } from '../core/rule.js';

export default defineRule({
  kind: 'source',
  title: 'Sends the keys of a wallet that it was given to the network',
  docs: `A function for wallets needs the private key or the words of its user to sign with; what goes to the network is the signature. One that sends the key itself gives the wallet away.
What to do: do not install it; move what the wallet holds. Out of scope: keys that are kept in an object first, keys under other names, and passwords of services, which have to be sent.`,

  check: (facts) =>
    facts.flows({ from: 'parameter', to: 'network' }).map((flow) => ({
      severity: 'low',
      isStrong: true,
      message: `${flow.sink.name} sends the parameter ${flow.source.name}`,
      at: flow.sink,
      trace: flow.steps,
    })),
});
