import { inWords, runsUnasked } from '../core/context.js';
import { defineRule, type RuleFinding } from '../core/rule.js';
import type { Call, SourceFacts } from '../core/facts/source-facts.js';

/** What could talk to the pool: a connection, or a program that is started for it. */
const workers = (facts: SourceFacts): readonly Call[] => [...facts.calls('connect'), ...facts.calls('network'), ...facts.calls('process')];

export default defineRule({
  kind: 'source',
  title: 'Lets the machine work for a pool of miners',
  docs: `A miner is told the address of a pool (stratum+tcp://...) or asks one for work (mining.subscribe), and keeps the processor busy for whoever owns the wallet that it names.
Nobody installs a miner by importing a library. What to do: do not install it; look for what it has started.
Out of scope: programs of miners that read the pool from a file of settings, and miners that somebody calls by name, which are only listed.`,

  check: (facts): readonly RuleFinding[] => {
    const [pool] = facts.texts.filter(({ mark }) => mark === 'mining');
    const [first] = pool === undefined ? [] : workers(facts).toSorted((left, right) => Number(runsUnasked(right.when)) - Number(runsUnasked(left.when)));
    if (pool === undefined || first === undefined) return [];
    return [{ severity: runsUnasked(first.when) ? 'critical' : 'low', isStrong: runsUnasked(first.when), message: `the file has ${pool.name}, and ${first.name} runs ${inWords(first.when)}`, at: pool }];
  },
});
