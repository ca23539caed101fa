import { expect, test } from 'vitest';
import { limits } from '../../src/archive/limits.js';
import { createMemberNames } from '../../src/archive/member-collisions.js';

test.each(['addFile', 'addDirectory'] as const)('more members than the limit are refused, counted by %s', (add) => {
  const names = createMemberNames();
  for (let member = 0; member < limits.members; member += 1) names[add](`m${member}`);
  expect(() => names[add]('one more')).toThrow(expect.objectContaining({ code: 'too-many-members' }));
});
