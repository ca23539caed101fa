import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join('.github', 'workflows');
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

test.each(workflows)('%s pins every action by its full commit', (_name, text) => {
  const used = [...text.matchAll(/uses: *(\S+)/g)].map(([, action = '']) => action);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((action) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test.each(workflows)('%s permits nothing by default, and each job names what it needs', (_name, text) => {
  expect(text).toMatch(/^permissions: \{\}$/m);
  const [, jobs = ''] = text.split(/^jobs:$/m);
  const names = [...jobs.matchAll(/^ {2}[\w-]+:$/gm)];
  expect([...jobs.matchAll(/^ {4}permissions:$/gm)]).toHaveLength(names.length);
});
