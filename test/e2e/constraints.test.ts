import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectConstraint } from '../../src/sources/advisories/constraints/project-constraint.js';
import { prepare } from '../../src/sources/advisories/evaluate.js';
import { openSnapshot } from '../../src/sources/advisories/snapshot.js';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox } from '../support/given.js';
import { plainEnvironment, venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { versionsNear } from '../support/versions-near.js';
import { buildWheel } from '../support/archives/wheel.js';
import { writeZip } from '../support/archives/zip-writer.js';

const RECORDS = [
  { id: 'CVE-2026-1', ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.1' }, { introduced: '2.0' }, { fixed: '2.0.1' }] }] },
  { id: 'CVE-2026-2', versions: ['2.1'] },
];

/** Wheels of one project, and the advisories against some of them in the user's own database. */
async function anvilBox(): Promise<{ readonly box: Sandbox; readonly wheels: string }> {
  const box = makeSandbox();
  const wheels = join(box.folder, 'wheels');
  mkdirSync(wheels);
  for (const version of ['1.0', '1.1', '1.2', '2.0', '2.0.1', '2.1']) {
    const { fileName, bytes } = buildWheel({ name: 'anvil', version, files: { 'anvil/__init__.py': '' } });
    writeFileSync(join(wheels, fileName), bytes);
  }
  const members = RECORDS.map(({ id, ...affected }) => ({ name: `${id}.json`, data: Buffer.from(JSON.stringify({ id, modified: new Date().toISOString(), affected: [{ package: { ecosystem: 'PyPI', name: 'anvil' }, ...affected }] })) }));
  writeFileSync(join(box.cwd, 'all.zip'), writeZip(members));
  expectEnd(await box.depsec(['update-db', '--offline', '--from', 'all.zip']), 0);
  return { box, wheels };
}

test('pip refuses a vulnerable pin under the constraints, and takes the nearest version without a flaw', async () => {
  const { box, wheels } = await anvilBox();
  box.write('requirements.txt', 'anvil==1.0\nsomething-else\n');
  const made = await box.depsec(['generate-constraints', '-r', 'requirements.txt', '-o', 'constraints.txt']);
  expectEnd(made, 0);
  expect(readFileSync(join(box.cwd, 'constraints.txt'), 'utf8').trimEnd().split('\n').slice(2)).toEqual(['', '# anvil: CVE-2026-1, CVE-2026-2', 'anvil>=1.1,!=2.0.0.*,!=2.1']);
  const ask = (wanted: string) => box.pip(['install', '--dry-run', '--no-index', '--find-links', wheels, '-c', 'constraints.txt', wanted]);
  for (const pin of ['anvil==1.0', 'anvil==2.0', 'anvil==2.1']) expect((await ask(pin)).code).toBe(1);
  expect((await ask('anvil')).stdout).toContain('Would install anvil-2.0.1');
  expect((await ask('anvil<=2.0')).stdout).toContain('Would install anvil-1.2');
});

test('without -r the packages of the environment count, and standard output holds the file and nothing else', async () => {
  const { box, wheels } = await anvilBox();
  expectEnd(await box.pip(['install', '-q', '--no-index', '--find-links', wheels, 'anvil==2.0']), 0);
  const made = await box.depsec(['generate-constraints']);
  expectEnd(made, 0);
  expect(made.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toContain('anvil>=1.1,!=2.0.0.*,!=2.1');
  expect(made.stdout.split('\n')[0]).toMatch(/^# Versions without known vulnerabilities/);
  box.write('constraints.txt', made.stdout);
  expectEnd(await box.pip(['install', '-q', '--no-index', '--find-links', wheels, '-c', 'constraints.txt', '-U', 'anvil']), 0);
  expect(box.installed()).toEqual(['anvil==2.0.1']);
});

interface Case {
  readonly specifier: string;
  readonly version: string;
  readonly isAffected: boolean;
  readonly isWider: boolean;
}

function casesFor(line: string): readonly Case[] {
  const name = line.slice(0, line.indexOf('\t'));
  const records = openSnapshot('data/advisories.txt').recordsFor(name);
  const constraint = projectConstraint(name, records);
  if (constraint === null || constraint.specifier === '') return [];
  const { specifier, isWider, ids } = constraint;
  const judge = prepare(name, records);
  return versionsNear(line).map((version) => ({ specifier, version, isWider, isAffected: judge(version).advisories.some(({ id, aliases }) => [id, ...aliases].some((each) => ids.includes(each))) }));
}

const PYTHON = `
import json, sys
from pip._vendor.packaging.specifiers import SpecifierSet
from pip._vendor.packaging.version import Version
print(json.dumps([SpecifierSet(s).contains(Version(v), prereleases=True) for s, v in json.load(sys.stdin)]))`;

test('for two hundred projects with known flaws pip lets in exactly the versions that no advisory names', async () => {
  const box = makeSandbox();
  const lines = readFileSync('data/advisories.txt', 'utf8').split('\n').slice(1).filter((line) => line !== '');
  const cases = lines.filter((_, index) => index % Math.floor(lines.length / 200) === 0).flatMap(casesFor);
  const asked = await runProcess(venvPython(box.venv), ['-c', PYTHON], { cwd: box.cwd, env: plainEnvironment(), input: JSON.stringify(cases.map(({ specifier, version }) => [specifier, version])) });
  expectEnd(asked, 0);
  const allowed: unknown = JSON.parse(asked.stdout);
  const verdicts = Array.isArray(allowed) ? allowed : [];
  expect([verdicts.length, cases.length > 1_500, cases.filter(({ isAffected }) => isAffected).length > 500]).toEqual([cases.length, true, true]);
  const wrong = cases.filter(({ isAffected, isWider }, index) => (isAffected ? verdicts[index] === true : verdicts[index] !== true && !isWider));
  expect(wrong).toEqual([]);
  expect(cases.filter(({ isWider }) => isWider).length / cases.length).toBeLessThan(0.2);
});
