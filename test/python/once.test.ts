import { expect, test } from 'vitest';
import { oncePerNode } from '../../src/python/syntax/once.js';
import type { SyntaxNode } from '../../src/python/syntax/node.js';

test('what is told of a node is asked for once, also where it is nothing', () => {
  const asked: SyntaxNode[] = [];
  const read = oncePerNode((node) => (asked.push(node), undefined));
  const [one, other] = [{ type: 'module' }, { type: 'module' }] as unknown as readonly [SyntaxNode, SyntaxNode];
  expect([read(one), read(one), read(other), read(one)]).toEqual([undefined, undefined, undefined, undefined]);
  expect(asked).toEqual([one, other]);
});
