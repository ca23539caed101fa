import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectReadable, readRun } from '../support/expectations.js';
import { putFile, type IndexFile } from '../support/garden.js';
import { ground } from '../support/given.js';
import { startIndex, type TestIndex } from '../support/servers/index-server.js';
import { environmentWith } from '../support/installed.js';
import { startOsv, type OsvServer } from '../support/servers/osv-server.js';
import { aliasOf, orchardRecords, orchardRelease, orchardStatuses, orchardTimes, planted, type Planted } from '../support/policy-garden.js';
import { isStopped, outcomeOf, severities, type Action, type Setting } from '../support/policy-table.js';
import type { Finished } from '../support/runs/run-process.js';
import { sandboxOn, type Sandbox } from '../support/runs/sandbox.js';
import { buildWheel } from '../support/archives/wheel.js';

let box: Sandbox;
let index: TestIndex;
let osv: OsvServer;
let everything: string;
beforeAll(async () => {
  box = sandboxOn(ground());
  const fileOf = (one: Planted): IndexFile => putFile(join(box.folder, 'served'), buildWheel(orchardRelease(one)), { ...orchardRelease(one), ...(one.kind === 'yanked' ? { yanked: 'wrong colours' } : {}) });
  index = await startIndex({ files: planted.map(fileOf), metadata: true, uploadTimes: orchardTimes(), statuses: orchardStatuses });
  osv = await startOsv({ records: orchardRecords() });
  everything = environmentWith(planted.map(orchardRelease), { ground: ground(), folder: join(box.folder, 'everything') });
});
afterAll(async () => {
  await Promise.all([index.close(), osv.close()]);
  box.remove();
});

const namesOn = (...lists: readonly string[]): string => JSON.stringify(planted.filter(({ listing }) => lists.includes(listing)).map(({ name }) => name));

function waiverOf(one: Planted): string {
  return `[[waiver]]\nadvisory = "${aliasOf(one)}"\npackage = "${one.name}"\nversions = ">=0"\nreason = "looked at"\nuntil = ${one.kind === 'lapsed' ? '2020-01-01' : '2099-12-31'}\n`;
}

/** The configuration of a user whose packages score by their age alone. */
const configOf = ({ mode, said, risk }: Setting): string => `
${risk === null ? '' : `risk_action = "${risk}"`}
[general]
mode = "${mode}"
[sources]
osv_url = "${osv.url}"
public_indexes = ["${index.url}"]
[allowlist]
packages = ${namesOn('allowed', 'both')}
[denylist]
packages = ${namesOn('denied', 'both')}
[severity_actions]
${Object.entries(said).map(([severity, action]) => `${severity} = "${action}"`).join('\n')}
[heuristic_weights]
typosquatting = 0
maintainer_count = 0
release_pattern = 0
metadata_quality = 0
${planted.filter(({ kind }) => ['waived', 'lapsed', 'excused-malware'].includes(kind)).map(waiverOf).join('')}`;

function start(setting: Setting, words: readonly string[], venv: string): Promise<Finished> {
  const config = box.write('config.toml', configOf(setting));
  return box.depsec([...words, '--config', config, '--format', 'json'], { venv, env: { DEPSEC_LOOKUPS: undefined, PIP_INDEX_URL: index.url } });
}

/** The packages of which something else became than has to, with what that is; empty for a product that does what it says. */
function differing(done: Finished, setting: Setting): readonly unknown[] {
  expectReadable(done);
  const results = new Map(readRun(done.stdout).results.map((result) => [result.name, result]));
  return planted.flatMap((one) => {
    const { verdict, action, words } = outcomeOf(one, setting);
    const result = results.get(one.name);
    const missing = words.filter((text) => !result?.reasons.some((reason) => reason.startsWith(text)));
    const isQuiet = verdict !== 'safe' || words.length > 0 || result?.reasons.length === 0;
    return result?.verdict === verdict && result.action === action && missing.length === 0 && isQuiet ? [] : [{ setting, one, wanted: { verdict, action }, result, missing }];
  });
}

const passing = (setting: Setting): readonly Planted[] => planted.filter((one) => !isStopped(outcomeOf(one, setting).action));

const MODES = ['block', 'warn', 'audit-only'] as const;
const ACTIONS: readonly Action[] = ['allow', 'alert', 'quarantine', 'block'];
const actionAt = (place: number): Action => ACTIONS[place % ACTIONS.length] ?? 'block';
/** Nothing said, and four rows in which each severity, and the risk, gets each action once. */
const rows: readonly Pick<Setting, 'said' | 'risk'>[] = [
  { said: {}, risk: null },
  ...ACTIONS.map((risk, row) => ({ said: Object.fromEntries(severities.map((severity, at) => [severity, actionAt(at + row)])), risk })),
];
const settings: readonly Setting[] = MODES.flatMap((mode) => rows.map((row) => ({ ...row, mode, flag: null, isPinned: false, isThere: true })));
const nameOf = ({ mode, said, risk, flag }: Setting): string => `mode ${mode}, ${risk === null ? 'no actions set' : `critical = ${said.critical}, risk_action = ${risk}`}${flag === null ? '' : `, ${flag}`}`;

describe(`each of ${planted.length} packages gets the verdict, the decision and the words of the table`, () => {
  test.each(settings.map((setting) => [nameOf(setting), setting] as const))('in a scan with %s, which exits 1 for what is stopped', async (_, setting) => {
    const done = await start(setting, ['scan'], everything);
    expect(differing(done, setting)).toEqual([]);
    expect(done.code).toBe(1);
  });

  test.each(settings.filter(({ risk }) => risk === null || risk === 'quarantine').map((setting) => [nameOf(setting), setting] as const))('without what is stopped, a scan with %s exits 0', async (_, setting) => {
    const venv = environmentWith(passing(setting).map(orchardRelease), { ground: ground(), folder: join(box.folder, `passing-${settings.indexOf(setting)}`) });
    expect((await start(setting, ['scan'], venv)).code).toBe(0);
  });

  const flagged = MODES.flatMap((mode, at) => (['--allow-blocked', '--allow-known-malware'] as const).map((flag, row): Setting => ({ said: {}, risk: null, ...rows[at + 2 * row], mode, flag, isPinned: true, isThere: false })));
  test.each(flagged.map((setting) => [nameOf(setting), setting] as const))('in an audit with %s', async (_, setting) => {
    box.write('requirements.txt', planted.map(({ name }) => `${name}==1.0\n`).join(''));
    const done = await start(setting, ['audit', '--no-deps', '-r', 'requirements.txt', String(setting.flag)], box.venv);
    expect(differing(done, setting)).toEqual([]);
    expect(done.code).toBe(passing(setting).length === planted.length ? 0 : 1);
  });
});
