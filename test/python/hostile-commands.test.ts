import { expect, test } from 'vitest';
import { commandTraits } from '../../src/python/vocabulary/commands.js';

// Each of them took minutes or more while a sign could belong to several parts of a pattern.
test.each(['/', '\\', '{}', 'http://a/', '"', 'x-', './'])('a command that is nothing but %s thousands of times over says nothing, and takes no time', (part) => {
  expect([...commandTraits(part.repeat(8_000 / part.length))].filter((trait) => trait !== 'own-script')).toEqual([]);
});
