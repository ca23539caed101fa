import { expect, test } from 'vitest';
import type { ContentFacts } from '../../src/core/facts/content-facts.js';
import rule from '../../src/rules/addresses-machines.js';

const facts = (name: string, path = 'README.md'): ContentFacts => ({ path, kind: 'text', runs: 'latent', hidden: [], loads: [], commands: [], addresses: [], texts: [], appeals: [{ name, line: 9 }] });

test.each([
  ['a sentence for scanners warns', facts('a scanner'), 'medium'],
  ['a sentence for scanners in an example is only listed', facts('a scanner', 'tests/data/prompt.txt'), 'low'],
  ['a sentence for language models is only listed, since their libraries quote such sentences', facts('a language model'), 'low'],
] as const)('%s', (_name, seen, severity) => {
  expect(rule.check(seen).map((finding) => finding.severity)).toEqual([severity]);
});
