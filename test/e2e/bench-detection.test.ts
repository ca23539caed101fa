import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixture, ground, makeSandbox } from '../support/given.js';
import { plainEnvironment } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';

const run = (box: Sandbox, program: string, args: readonly string[]) => runProcess(program, args, { cwd: box.cwd, env: { ...plainEnvironment(), HOME: box.home, TMPDIR: box.folder } });

/** A collection as a git directory, and its table: two campaigns, of which one is found and the other only in half. */
async function collection(box: Sandbox): Promise<readonly string[]> {
  const files = [fixture('thornbush', '1.0.0'), fixture('creeper', '1.0.0'), fixture('petals', '2.0.0')];
  await run(box, 'git', ['init', '-q', '--bare', 'collection.git']);
  const rows: string[] = [];
  for (const [index, { path }] of files.entries()) {
    const blob = await run(box, 'git', ['--git-dir', 'collection.git', 'hash-object', '-w', path]);
    rows.push([`malware/${path.split('/').at(-1)}`, blob.stdout.trim(), `campaign-${index === 0 ? 1 : 2}`, index === 0 ? 'decodes' : 'decodes; starts'].join('\t'));
  }
  writeFileSync(join(box.cwd, 'split.tsv'), `${['path\tblob\tcampaign\tlabels', ...rows].join('\n')}\n`);
  return ['--malware', join(box.cwd, 'collection.git'), '--split', join(box.cwd, 'split.tsv'), '--misses', join(box.cwd, 'misses.tsv')];
}

test('the detection figures count campaigns, labels, false blocks and speed, and leave no archive behind', async () => {
  const box = makeSandbox({ venv: false });
  const benign = join(box.cwd, 'benign');
  mkdirSync(benign);
  for (const { path } of [fixture('petals', '2.0.0'), fixture('sunflower', '2.0.0')]) writeFileSync(join(benign, path.split('/').at(-1) ?? ''), readFileSync(path));
  const bench = join(ground().project, 'test', 'bench', 'detection.mjs');
  const done = await run(box, process.execPath, [bench, ...(await collection(box)), '--benign', benign]);
  expect(done.stderr).toBe('');
  expect(done.stdout).toMatch(/recall by campaign +75\.0 % of 2 +\(\d+\.\d to \d+\.\d\)/);
  expect(done.stdout).toMatch(/archives blocked +66\.7 % of 3 +\(20\.8 to 93\.9\)/);
  expect(done.stdout).toMatch(/blocked unread +0$/m);
  expect(done.stdout).toMatch(/starts +50\.0 % of 1 /);
  expect(done.stdout).toMatch(/false blocks +0\.0 % of 2 +\(0\.0 to 65\.8\)/);
  expect(done.stdout).toMatch(/packages\/s.*MB\/s[\s\S]*p50 \d+ ms, p90 \d+ ms, max \d+ ms[\s\S]*peak memory of one run +\d{2,} MB/);
  expect(readFileSync(join(box.cwd, 'misses.tsv'), 'utf8')).toMatch(/^safe\tcampaign-2\tmalware\/petals-2\.0\.0/);
  expect(readdirSync(box.folder).filter((name) => name.startsWith('depsec-bench-'))).toEqual([]);
});
