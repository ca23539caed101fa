import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parsePackageName } from '../../src/core/name.js';
import { loadPopularNames } from '../../src/sources/popular-names.js';
import { keyOf, naiveGroups, naivelyAffects } from '../sources/advisories/naive.js';
import { otherRecords, pypaRecords, type RawRecord } from '../sources/advisories/shared-records.js';
import { expectEnd } from '../support/expectations.js';
import type { IndexFile } from '../support/garden.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { startOsv, type OsvServer } from '../support/servers/osv-server.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { buildWheel } from '../support/archives/wheel.js';
import { writeZip } from '../support/archives/zip-writer.js';

interface Told {
  readonly name: string;
  readonly verdict: string;
  readonly findings: readonly { readonly severity: string; readonly advisory?: { readonly id: string; readonly aliases: readonly string[]; readonly severity: string; readonly fixed_in: string | null } }[];
}

const resultsOf = (stdout: string): readonly Told[] => (JSON.parse(stdout) as { readonly results: readonly Told[] }).results;
const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const groupsOf = ({ findings }: Told): readonly string[] => findings.flatMap(({ advisory }) => (advisory ? [[advisory.id, ...advisory.aliases].toSorted(byText).join(' ')] : [])).toSorted(byText);

/** A small wheel under a real name, as an index would serve it. */
function wheelOf(box: Sandbox, name: string, version: string): IndexFile {
  const { fileName, bytes, metadata } = buildWheel({ name, version, files: { [`${name.replaceAll('-', '_')}/__init__.py`]: '"""Nothing."""\n' } });
  const folder = join(box.folder, 'served');
  mkdirSync(folder, { recursive: true });
  const [path, metadataPath] = [join(folder, fileName), join(folder, `${fileName}.metadata`)];
  writeFileSync(path, bytes);
  writeFileSync(metadataPath, metadata);
  return { project: name, version, fileName, path, metadataPath, sha256: createHash('sha256').update(bytes).digest('hex'), requiresPython: null, yanked: null };
}

async function osvServer(): Promise<OsvServer> {
  const server = await startOsv({ records: otherRecords() });
  onTestFinished(server.close);
  return server;
}

/** An affected version of a record that some version fixes. */
const fixable = (records: readonly RawRecord[], name: string): string | undefined => records
  .filter((record) => record.affected.some(({ ranges = [] }) => ranges.some(({ type, events }) => type !== 'GIT' && events.some((event) => event['fixed'] !== undefined))))
  .flatMap((record) => record.affected.flatMap(({ versions = [] }) => versions.slice(-1)))
  .find((version) => /^\d+(\.\d+)*$/.test(version) && keyOf(version) !== null && records.some((record) => naivelyAffects(record, name, version)));

const isScored = (records: readonly RawRecord[]): boolean => JSON.stringify(records).includes('/C:H/I:H/A:H');

const JINJA = ['jinja2', '3.1.3'] as const;

test('old versions of 100 real names are judged by what ships: every advisory, its fixed version, and a block where something can be done', async () => {
  const popular = loadPopularNames('data/pypi-ranks.tsv');
  const byName = new Map<string, readonly RawRecord[]>();
  for (const record of [...pypaRecords(), ...otherRecords()]) for (const one of record.affected) byName.set(parsePackageName(one.package.name), [...(byName.get(parsePackageName(one.package.name)) ?? []), record]);
  const candidates = [...byName].flatMap(([name, records]) => {
    const version = popular.rankOf(parsePackageName(name)) === null ? undefined : fixable(records, name);
    return version === undefined ? [] : [{ name, version, records }];
  });
  const chosen = candidates.toSorted((a, b) => Number(isScored(b.records)) - Number(isScored(a.records))).slice(0, 100);
  expect(chosen).toHaveLength(100);

  const box = makeSandbox();
  const index = await openIndex({ files: chosen.map(({ name, version }) => wheelOf(box, name, version)) });
  box.write('requirements.txt', chosen.map(({ name, version }) => `${name}==${version}\n`).join(''));
  const done = await box.depsec(['audit', '--no-deps', '--format', 'json', '-i', index.url, '-r', 'requirements.txt'], { env: { DEPSEC_PUBLIC_INDEXES: index.url } });
  expectEnd(done, 1);
  const results = new Map(resultsOf(done.stdout).map((result) => [result.name, result]));
  const differing = chosen.filter(({ name, version, records }) => {
    const result = results.get(name);
    return result === undefined || groupsOf(result).join('\n') !== naiveGroups(records, name, version).join('\n');
  });
  expect(differing.map(({ name }) => name)).toEqual([]);
  const advisories = [...results.values()].flatMap(({ findings, verdict }) => findings.flatMap(({ advisory }) => (advisory ? [{ ...advisory, verdict }] : [])));
  expect(advisories.filter(({ fixed_in }) => fixed_in !== null).length).toBeGreaterThan(100);
  const critical = advisories.filter((advisory) => advisory.severity === 'critical' && advisory.fixed_in !== null);
  expect(critical.length).toBeGreaterThan(0);
  expect(critical.filter(({ verdict }) => verdict !== 'blocked')).toEqual([]);
});

test('OSV is asked about what comes from the public index, and never about a private package', async () => {
  const box = makeSandbox();
  const osv = await osvServer();
  const publicIndex = await openIndex({ files: [wheelOf(box, ...JINJA)] });
  const privateIndex = await openIndex({ files: [wheelOf(box, 'litellm', '1.82.7')] });
  const done = await box.depsec(['audit', '-i', publicIndex.url, '--extra-index-url', privateIndex.url, 'jinja2==3.1.3', 'litellm==1.82.7'], {
    env: { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url, DEPSEC_PUBLIC_INDEXES: publicIndex.url },
  });
  expectEnd(done, 0);
  expect(done.output).toContain('CVE-2024-34064: medium vulnerability');
  expect(done.output).toContain('Next: Install 3.1.4 or a later version that is not affected.');
  expect(osv.names).toEqual(['jinja2']);
  // What is known of its bytes already is looked up all the same, though it is not fetched.
  const again = await box.depsec(['audit', '-i', publicIndex.url, 'jinja2==3.1.3'], { env: { DEPSEC_PUBLIC_INDEXES: publicIndex.url } });
  expect(again.output).toContain('CVE-2024-34064: medium vulnerability');
});

test('with --no-lookups the index is asked and no other service, and nothing counts as missing', async () => {
  const box = makeSandbox();
  const osv = await osvServer();
  const index = await openIndex({ files: [wheelOf(box, ...JINJA)] });
  const done = await box.depsec(['audit', '--no-lookups', '--fail-closed', '-i', index.url, 'jinja2==3.1.3'], {
    env: { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url, DEPSEC_PUBLIC_INDEXES: index.url },
  });
  expectEnd(done, 0);
  expect(osv.names).toEqual([]);
  expect(index.downloads().length).toBeGreaterThan(0);
});

test('what a folder is called is told to nobody, unless its metadata says that it is a package', async () => {
  const osv = await osvServer();
  const box = makeSandbox({ venv: false });
  const env = { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url };
  box.write('secret-undertaking/plan.py', 'STEPS = 3\n');
  box.write('unpacked/PKG-INFO', 'Metadata-Version: 2.1\nName: jinja2\nVersion: 3.1.0\n');
  await box.depsec(['scan', 'secret-undertaking', 'unpacked', ''], { env, venv: null });
  expect(osv.names).toEqual(['jinja2']);
  const nothing = await box.depsec(['scan', ''], { env, venv: null });
  expectEnd(nothing, 2);
  expect(nothing.output).toContain('Cannot judge "": an empty path');
});

test('when OSV cannot be asked, an install goes on and says so; under --fail-closed it installs nothing and exits 3', async () => {
  const box = makeSandbox();
  const osv = await osvServer();
  osv.faults.set('batch', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Log in to the network</title>'));
  const index = await openIndex({ files: [wheelOf(box, ...JINJA)] });
  const env = { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url, DEPSEC_PUBLIC_INDEXES: index.url };
  const closed = await box.depsec(['install', '--fail-closed', '-i', index.url, 'jinja2==3.1.3'], { env });
  expectEnd(closed, 3);
  expect(closed.output.replace(/\s+/g, ' ')).toContain('Could not check OSV: OSV answers with something else than a result for each question (1 package)');
  expect(closed.output).toContain('1 not fully checked');
  expect(box.installed()).toEqual([]);
  const open = await box.depsec(['install', '-i', index.url, 'jinja2==3.1.3'], { env });
  expectEnd(open, 0);
  expect(open.output).toContain('Could not check OSV');
  expect(box.installed()).toEqual(['jinja2==3.1.3']);
});

test('offline nothing is asked and nothing is missing; update-db from a folder brings newer advisories', async () => {
  const box = makeSandbox({ venv: false });
  const osv = await osvServer();
  const env = { DEPSEC_LOOKUPS: undefined, DEPSEC_OSV_URL: osv.url };
  const wheel = wheelOf(box, ...JINJA).path;
  const shipped = await box.depsec(['scan', '--offline', '--fail-closed', wheel], { env, venv: null });
  expectEnd(shipped, 0);
  expect(shipped.output.replace(/\s+/g, ' ')).toMatch(/the advisories that ship with depsec are \d+ days old/);
  const record = { id: 'MAL-2026-1', modified: new Date().toISOString(), affected: [{ package: { ecosystem: 'PyPI', name: 'jinja2' }, versions: ['3.1.3'] }] };
  writeFileSync(join(box.cwd, 'all.zip'), writeZip([{ name: 'MAL-2026-1.json', data: Buffer.from(JSON.stringify(record)) }]));
  expectEnd(await box.depsec(['update-db', '--offline', '--from', 'all.zip'], { env, venv: null }), 0);
  const updated = await box.depsec(['scan', '--offline', wheel], { env, venv: null });
  expectEnd(updated, 1);
  expect(updated.output).toContain('MAL-2026-1: this version was published');
  expect(updated.output).not.toContain('days old');
  expect(osv.requests).toEqual([]);
});
