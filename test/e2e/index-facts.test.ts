import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { putFile } from '../support/garden.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import type { TestIndex } from '../support/servers/index-server.js';
import { startOsv, type ServedRecord } from '../support/servers/osv-server.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { buildWheel, type Release } from '../support/archives/wheel.js';

const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();
const filesOf = (...releases: readonly string[]) => ground().files.filter(({ project, version }) => releases.includes(`${project}==${version}`));
const PETALS = { 'petals-1.2.0-py3-none-any.whl': ago(2_000), 'petals-2.0.0-py3-none-any.whl': ago(5) };

/** A configuration in which this index is as public as pypi.org. */
const asPublic = (box: Sandbox, index: TestIndex, more = ''): readonly string[] => ['--config', box.write('public.toml', `${more}\n[sources]\npublic_indexes = ["${index.url}"]\n`)];

/** The variables with which services are asked: an OSV of the test's own, which knows these records. */
async function services(...records: readonly ServedRecord[]): Promise<Readonly<Record<string, string>>> {
  const osv = await startOsv({ records });
  onTestFinished(osv.close);
  return { DEPSEC_LOOKUPS: 'true', DEPSEC_OSV_URL: osv.url };
}

const flaw = {
  id: 'CVE-2099-0001', modified: '2099-01-01T00:00:00Z', summary: 'Petals fall off', severity: [],
  affected: [{ package: { ecosystem: 'PyPI', name: 'petals' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }] }],
};

describe('minimum age', () => {
  test('does not keep back the version that fixes a known vulnerability of the installed one', async () => {
    const box = makeSandbox();
    const index = await openIndex({ uploadTimes: PETALS });
    const env = await services(flaw);
    expectEnd(await box.pip(['install', '-q', '-i', index.url, 'petals==1.2.0']), 0);
    const done = await box.depsec(['install', '-U', '--min-age', '3d', ...asPublic(box, index), '-i', index.url, 'petals'], { env });
    expectEnd(done, 0);
    expect(box.installed()).toEqual(['petals==2.0.0']);
  });

  test('falls back to the newest version that is old enough, and says what was withheld', async () => {
    const box = makeSandbox();
    const index = await openIndex({ uploadTimes: PETALS });
    const done = await box.depsec(['install', '--min-age', '3d', '-i', index.url, 'petals']);
    expectEnd(done, 0);
    expect(done.output.replace(/\s+/g, ' ')).toContain('Withheld as younger than 3 days: petals 2.0.0 (5 hours old), so 1.2.0 is taken.');
    expect(box.installed()).toEqual(['petals==1.2.0']);
  });

  test('says so when exactly a withheld version is asked for', async () => {
    const box = makeSandbox();
    const index = await openIndex({ uploadTimes: PETALS });
    const done = await box.depsec(['install', '-i', index.url, 'petals==2.0'], { env: { DEPSEC_MIN_AGE: '1d' } });
    expectEnd(done, 2);
    expect(done.output.replace(/\s+/g, ' ')).toContain('petals 2.0.0 (5 hours old) is younger than the minimum age of 1 day');
    expect(done.output).toContain('--min-age 0');
    expect(box.installed()).toEqual([]);
  });

  test('lets through what has no time, and says that once', async () => {
    const box = makeSandbox();
    const index = await openIndex({ pages: 'html' });
    const done = await box.depsec(['install', '--min-age', '3d', '-i', index.url, 'sunflower']);
    expectEnd(done, 0);
    expect(done.output.match(/minimum age/g)).toHaveLength(1);
    expect(box.installed()).toEqual(['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0']);
  });
});

const both = async () => ({ own: await openIndex({ files: filesOf('petals==1.2.0') }), common: await openIndex({ files: filesOf('petals==2.0.0') }) });
const ask = (own: TestIndex, common: TestIndex): readonly string[] => ['-i', common.url, '--extra-index-url', own.url, 'petals'];
const pinnedTo = ({ url }: TestIndex): string => `[index_pins]\npetals = "${url}"`;

describe('a name on a private and a public index', () => {
  test('is blocked when plain pip would have taken the public one', async () => {
    const box = makeSandbox();
    const { own, common } = await both();
    const done = await box.depsec(['install', ...asPublic(box, common), ...ask(own, common)]);
    expectEnd(done, 1);
    expect(done.output).toContain('petals (1.2.0)');
    expect(done.output.replace(/\s+/g, ' ')).toContain(`offers 2.0.0, which plain pip would take instead`);
    expect(box.installed()).toEqual([]);
    expect(common.downloads()).toEqual([]);
  });

  test('comes from the index that it is pinned to, whichever that is', async () => {
    const box = makeSandbox();
    const { own, common } = await both();
    expectEnd(await box.depsec(['install', ...asPublic(box, common, pinnedTo(own)), ...ask(own, common)]), 0);
    expect(box.installed()).toEqual(['petals==1.2.0']);
    expectEnd(await box.depsec(['install', '-U', ...asPublic(box, common, pinnedTo(common)), ...ask(own, common)]), 0);
    expect(box.installed()).toEqual(['petals==2.0.0']);
  });

  test('is not found in public when only that one has the version that is asked for', async () => {
    const box = makeSandbox();
    const { own, common } = await both();
    const done = await box.depsec(['install', ...asPublic(box, common), ...ask(own, common).slice(0, -1), 'petals==2.0.0']);
    expectEnd(done, 2);
    expect(done.output.replace(/\s+/g, ' ')).toContain('petals==2.0.0 is not on');
    expect(done.output).toContain('[index_pins]');
  });
});

const attrs = (version: string): Release => ({ name: 'attrs', version, files: { 'attr/__init__.py': 'KINDS = 2\n' } });

test('a popular name on a private index too comes from there, and that is only noted', async () => {
  const box = makeSandbox();
  const offering = (version: string) => openIndex({ files: [putFile(join(box.folder, version), buildWheel(attrs(version)), attrs(version))] });
  const [own, common] = [await offering('23.1.0'), await offering('24.1.0')];
  const done = await box.depsec(['install', '--format', 'json', ...asPublic(box, common), ...ask(own, common).slice(0, -1), 'attrs']);
  expectEnd(done, 0);
  expect(readRun(done.stdout).results).toMatchObject([{ verdict: 'safe', findings: [{ rule: 'dependency-confusion', severity: 'info' }] }]);
  expect(box.installed()).toEqual(['attrs==23.1.0']);
});

describe('what an index says of a project', () => {
  test('blocks when it is quarantined, and a quarantined project without files is told by name', async () => {
    const box = makeSandbox();
    const statuses = { petals: { status: 'quarantined', reason: 'reported as malware' } };
    const index = await openIndex({ statuses });
    const done = await box.depsec(['audit', '-i', index.url, 'petals']);
    expectEnd(done, 1);
    expect(done.output.replace(/\s+/g, ' ')).toContain('The index has quarantined this project (reported as malware)');
    const empty = await openIndex({ files: filesOf('seedling==2.0.0'), statuses, emptyProjects: ['petals'] });
    const absent = await box.depsec(['audit', '-i', empty.url, 'petals']);
    expectEnd(absent, 2);
    expect(absent.output).toContain('petals is quarantined by its index');
  });

  test('only notes that a version was yanked when it is pinned, which is how pip takes one at all', async () => {
    const box = makeSandbox();
    const index = await openIndex({ files: filesOf('petals==2.0.0').map((file) => ({ ...file, yanked: 'wrong colours' })) });
    const pinned = await box.depsec(['audit', '--format', 'json', '-i', index.url, 'petals==2.0.0']);
    expectEnd(pinned, 0);
    expect(readRun(pinned.stdout).results[0]).toMatchObject({ verdict: 'safe', findings: [{ severity: 'info', message: 'Version 2.0.0 was yanked by its publisher: wrong colours' }] });
  });

  test('warns of a young project and shows the risk with all factors; the JSON of the project is asked for once a day', async () => {
    const box = makeSandbox();
    const uploadTimes = { petals: ago(50) };
    const index = await openIndex({ uploadTimes, projectJson: { petals: { ownership: { roles: [{ role: 'Owner', user: 'ada' }] } } } });
    const args = ['audit', '--verbose', ...asPublic(box, index), '-i', index.url, 'petals'];
    const env = await services();
    const done = await box.depsec(args, { env });
    expectEnd(done, 0);
    expect(done.output).toContain('! Warning — The project is 2 days old');
    expect(done.output.replace(/\s+/g, ' ')).toMatch(/risk 28 of 100 \(5 of 5 factors known\): name 0 · age 1 · maintainers 0\.5 · releases 0 · metadata 0/);
    expectEnd(await box.depsec(args, { env }), 0);
    expect(index.requests.filter((path) => path.endsWith('/json'))).toEqual(['/pypi/petals/json']);
  });

  test('a project JSON that cannot be had is told once and changes no verdict', async () => {
    const box = makeSandbox();
    const index = await openIndex();
    index.faults.set('json', 'error-500');
    const done = await box.depsec(['audit', ...asPublic(box, index), '-i', index.url, 'sunflower'], { env: await services() });
    expectEnd(done, 0);
    expect(done.output.match(/Could not check/g)).toHaveLength(1);
    expect(done.output).toContain('3 packages safe');
  });
});

test('what is installed is asked about at the public index once a day: a version that is gone, one that is yanked, a project that is quarantined', async () => {
  const box = makeSandbox();
  const full = await openIndex();
  expectEnd(await box.pip(['install', '-q', '-i', full.url, 'sunflower']), 0);
  const index = await openIndex({
    files: [...filesOf('petals==1.2.0'), ...filesOf('seedling==2.0.0').map((file) => ({ ...file, yanked: 'rotten' }))],
    emptyProjects: ['sunflower'], statuses: { sunflower: { status: 'quarantined' } },
  });
  const env = { PIP_INDEX_URL: index.url, ...(await services()) };
  const scan = () => box.depsec(['scan', '--format', 'json', ...asPublic(box, index)], { env });
  const done = await scan();
  expectEnd(done, 1);
  const messages = Object.fromEntries(readRun(done.stdout).results.map(({ name, findings }) => [name, findings.map(({ message }) => message)]));
  expect(messages).toMatchObject({
    petals: expect.arrayContaining(['The index does not list version 2.0.0 any more']),
    seedling: expect.arrayContaining(['Version 2.0.0 was yanked by its publisher: rotten']),
    sunflower: expect.arrayContaining(['The index has quarantined this project']),
  });
  const asked = index.requests.length;
  expectEnd(await scan(), 1);
  // Only what the index does not have is asked for again.
  expect(index.requests.slice(asked).filter((path) => /petals|seedling|sunflower/.test(path))).toEqual([]);
  expectEnd(await box.depsec(['scan', '--offline', ...asPublic(box, index)], { env }), 0);
});
