import { readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { assert, expect, test } from 'vitest';
import { isNewer, isSameVersion } from '../../src/core/requirements/version-order.js';
import { projectConstraint } from '../../src/sources/advisories/constraints/project-constraint.js';
import { prepare } from '../../src/sources/advisories/evaluate.js';
import type { AdvisoryRecord } from '../../src/sources/advisories/record.js';
import { openSnapshot } from '../../src/sources/advisories/snapshot.js';
import { expectEnd } from '../support/expectations.js';
import { putFile, type IndexFile } from '../support/garden.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { parseObject, recordAt, recordsAt, stringAt } from '../support/json.js';
import { plainEnvironment, venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import { versionsNear } from '../support/versions-near.js';
import { buildWheel } from '../support/archives/wheel.js';

/** A project as an advisory about it knows it: a version with the flaw, the next without it, and one after that which has it again, if there is one. */
interface Case {
  readonly name: string;
  readonly flawed: string;
  readonly fixed: string;
  readonly again: string | null;
}

const OF_A_KIND = 25;

const inOrder = (versions: readonly string[]): readonly string[] => versions.toSorted((a, b) => (isSameVersion(a, b) ? 0 : isNewer(a, b) ? 1 : -1));

/** A project with the advisories about it, and the line that holds them. */
interface Found {
  readonly name: string;
  readonly line: string;
  readonly records: readonly AdvisoryRecord[];
}

function caseOf({ name, line, records }: Found): Case | null {
  const judge = prepare(name, records);
  const versions = inOrder(versionsNear(line).filter((version) => !version.includes('post')));
  const isFlawed = (version: string): boolean => judge(version).advisories.length > 0;
  const at = versions.findIndex((version, index) => isFlawed(version) && versions.slice(index + 1).some((later) => !isFlawed(later)));
  const fixedAt = versions.findIndex((version, index) => index > at && !isFlawed(version));
  const [flawed, fixed] = [versions[fixedAt - 1], versions[fixedAt]];
  return at < 0 || flawed === undefined || fixed === undefined ? null : { name, flawed, fixed, again: versions.slice(fixedAt).findLast(isFlawed) ?? null };
}

/** How many ranges of versions the record with the most of them has. */
const ranges = ({ name, records }: Found): number =>
  Math.max(0, ...records.map(({ affected }) => affected.filter((one) => one.name === name).flatMap((one) => one.ranges.flat()).filter(([kind]) => kind === 'introduced').length));

// Twice as many as are wanted, since not each has a fixed version between flawed ones.
const spread = (found: readonly Found[]): readonly Case[] => found.filter((_, index) => index % Math.floor(found.length / (2 * OF_A_KIND)) === 0).flatMap((one) => caseOf(one) ?? []).slice(0, OF_A_KIND);

/** Projects with one advisory of one range, and projects with an advisory of several; of each kind the same number. */
function choose(): readonly Case[] {
  const snapshot = openSnapshot('data/advisories.txt');
  const lines = readFileSync('data/advisories.txt', 'utf8').split('\n').slice(1).filter((line) => line !== '');
  const found = lines.map((line) => ({ line, name: line.slice(0, line.indexOf('\t')) })).map((each) => ({ ...each, records: snapshot.recordsFor(each.name) }));
  // Where pip has no words for it, older fixed versions are left out as well: the README says so.
  const exact = found.filter(({ name, records }) => projectConstraint(name, records)?.isWider === false);
  return [...spread(exact.filter((one) => one.records.length === 1 && ranges(one) === 1)), ...spread(exact.filter((one) => ranges(one) > 1))];
}

function wheelsOf({ name, flawed, fixed, again }: Case, folder: string): readonly IndexFile[] {
  return [flawed, fixed, ...(again === null ? [] : [again])].map((version) => {
    const release = { name, version, files: { [`${name.replaceAll('-', '_')}/__init__.py`]: '' } };
    return putFile(folder, buildWheel(release), release);
  });
}

const ask = ({ name, flawed }: Case): string => `${name}>=${flawed}`;

// Real pip, its command line and all, without starting Python for each run.
const RUNS = `
import contextlib, io, json, runpy, sys
def run(arguments):
    sys.argv = ['pip', *arguments]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            runpy.run_module('pip', run_name='__main__')
        except SystemExit as end:
            return {'code': end.code or 0, 'said': said.getvalue()}
runs = [run(arguments) for arguments in json.load(sys.stdin)]
sys.stdout.write(json.dumps({'runs': runs}))`;

test('for fifty advisories, of one range and of several, pip refuses the flawed pin and takes the nearest fixed version', async () => {
  const cases = choose();
  expect([cases.length, new Set(cases.map(({ name }) => name)).size]).toEqual([2 * OF_A_KIND, 2 * OF_A_KIND]);
  const box = makeSandbox();
  const index = await openIndex({ files: cases.flatMap((each) => wheelsOf(each, join(box.folder, 'wheels'))) });
  box.write('requirements.txt', cases.map(({ name }) => `${name}\n`).join(''));
  expectEnd(await box.depsec(['generate-constraints', '-r', 'requirements.txt', '-o', 'constraints.txt']), 0);
  const dryRun = ['install', '--dry-run', '--no-deps', '--disable-pip-version-check', '--no-cache-dir', '-i', index.url];
  const chosen = async (args: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
    const done = await box.pip([...dryRun, '--quiet', '--report', 'report.json', ...args]);
    expectEnd(done, 0);
    const metadata = recordsAt(parseObject(readFileSync(join(box.cwd, 'report.json'), 'utf8')), 'install').map((item) => recordAt(item, 'metadata') ?? {});
    return Object.fromEntries(metadata.map((each) => [stringAt(each, 'name') ?? '', stringAt(each, 'version')] as const));
  };
  const byVersion = (version: (each: Case) => string) => Object.fromEntries(cases.map((each) => [each.name, version(each)]));
  expect(await chosen(['-c', 'constraints.txt', ...cases.map(ask)])).toEqual(byVersion(({ fixed }) => fixed));
  // The same wishes and pins without constraints: pip is content with what is flawed.
  expect(await chosen(cases.map(ask))).toEqual(byVersion(({ fixed, again }) => again ?? fixed));
  const pins = cases.map(({ name, flawed }) => `${name}==${flawed}`);
  expect(await chosen(pins)).toEqual(byVersion(({ flawed }) => flawed));
  const runs = await runProcess(venvPython(box.venv), ['-c', RUNS], { cwd: box.cwd, env: { ...plainEnvironment(), PIP_CONFIG_FILE: devNull }, input: JSON.stringify(pins.map((pin) => [...dryRun, '-c', 'constraints.txt', pin])) });
  assert.equal(runs.code, 0, runs.output);
  const ends = recordsAt(parseObject(runs.stdout), 'runs');
  expect(ends.map(({ code }) => code)).toEqual(pins.map(() => 1));
  expect(ends.filter(({ said }) => !String(said).includes('(constraint)'))).toEqual([]);
}, 180_000);
