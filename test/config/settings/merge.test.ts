import { describe, expect, test } from 'vitest';
import { parsePackageName } from '../../../src/core/name.js';
import { tableLayer, type Layer, type TableSource } from '../../../src/config/settings/layer.js';
import { mergeLayers } from '../../../src/config/settings/merge.js';
import { initialSettings, type SettingName, type Settings } from '../../../src/config/settings/setting-table.js';
import { environmentLayer, flagLayer } from '../../../src/config/settings/text-layer.js';
import { environmentOf } from '../temporary-home.js';

type Table = Readonly<Record<string, unknown>>;

const file = (kind: TableSource['kind'], table: Table): Layer => tableLayer({ kind, file: `${kind}.toml`, prefix: '', folder: '/', home: null, table });
const variables = (given: Readonly<Record<string, string>>): Layer => environmentLayer(environmentOf(given), '/');
const flags = (given: Readonly<Partial<Record<SettingName, string>>>): Layer => flagLayer(given, { cwd: '/', home: null });

test('without any source the defaults hold', () => {
  expect(mergeLayers([])).toEqual({ settings: initialSettings, origins: new Map(), locked: new Set(), notices: [] });
  expect(initialSettings).toMatchObject({ mode: 'block', blockScore: 0.8, warnScore: 0.4, enableAi: true, maxAiAnalysisSeconds: 30, riskThreshold: 60, curatedList: { kind: 'top', count: 5000 }, trustProject: false });
});

describe('order', () => {
  const all = [file('system', { risk_threshold: 10 }), file('user', { risk_threshold: 9 }), file('project', { risk_threshold: 8 }), variables({ DEPSEC_RISK_THRESHOLD: '70' }), flags({ riskThreshold: '80' })];
  const rows: readonly [number, number, string | undefined][] = [
    [0, 60, undefined], [1, 10, 'system.toml: risk_threshold'], [2, 9, 'user.toml: risk_threshold'], [3, 8, 'project.toml: risk_threshold'], [4, 70, 'DEPSEC_RISK_THRESHOLD'], [5, 80, '--risk-threshold'],
  ];
  test.each(rows)('of %d sources the last one counts', (count, value, origin) => {
    const { settings, origins } = mergeLayers(all.slice(0, count));
    expect([settings.riskThreshold, origins.get('riskThreshold')?.where]).toEqual([value, origin]);
  });

  test('lists add up and tables merge key by key', () => {
    const { settings } = mergeLayers([
      file('system', { denylist: ['a'], severity_actions: { high: 'block', low: 'alert' } }),
      file('user', { denylist: ['b'], allowlist: ['c'], severity_actions: { high: 'quarantine' } }),
      variables({ DEPSEC_DENYLIST: 'd' }),
    ]);
    expect(settings.denylist).toEqual(new Set(['a', 'b', 'd']));
    expect(settings.allowlist).toEqual(new Set(['c']));
    expect(settings.severityActions).toEqual(new Map([['high', 'quarantine'], ['low', 'alert']]));
  });

  test('some weights leave the others as they are', () => {
    const { settings } = mergeLayers([file('user', { heuristic_weights: { package_age: 0.9 } })]);
    expect(Object.fromEntries(settings.heuristicWeights)).toEqual({ typosquatting: 0.3, package_age: 0.9, maintainer_count: 0.15, release_pattern: 0.15, metadata_quality: 0.2 });
  });
});

interface ProjectRow {
  readonly what: string;
  readonly user?: Table;
  readonly project: Table;
  readonly expected: Partial<Settings>;
  readonly ignores: boolean;
}

const projectRows: readonly ProjectRow[] = [
  { what: 'may switch from warn to block', user: { mode: 'warn' }, project: { mode: 'block' }, expected: { mode: 'block' }, ignores: false },
  { what: 'may install nothing', project: { mode: 'audit-only' }, expected: { mode: 'audit-only' }, ignores: false },
  { what: 'may not switch to warn', project: { mode: 'warn' }, expected: { mode: 'block' }, ignores: true },
  { what: 'may repeat what holds', project: { mode: 'block', block_score: 0.8 }, expected: { mode: 'block', blockScore: 0.8 }, ignores: false },
  { what: 'may lower a threshold', project: { block_score: 0.7, warn_score: 0.1, risk_threshold: 40 }, expected: { blockScore: 0.7, warnScore: 0.1, riskThreshold: 40 }, ignores: false },
  { what: 'may not raise a threshold', project: { block_score: 1 }, expected: { blockScore: 0.8 }, ignores: true },
  { what: 'may not raise the risk threshold', project: { risk_threshold: 100 }, expected: { riskThreshold: 60 }, ignores: true },
  { what: 'may deny more', user: { denylist: ['a'] }, project: { blocklist: ['b'] }, expected: { denylist: new Set([parsePackageName('a'), parsePackageName('b')]) }, ignores: false },
  { what: 'may not allow more', project: { allowlist: ['b'] }, expected: { allowlist: new Set() }, ignores: true },
  { what: 'may be compared with more names', project: { curated_list: 'top-15000' }, expected: { curatedList: { kind: 'top', count: 15_000 } }, ignores: false },
  { what: 'may not be compared with fewer names', project: { curated_list: 'top-200' }, expected: { curatedList: { kind: 'top', count: 5000 } }, ignores: true },
  { what: 'may not bring its own names', project: { curated_list: 'names.txt' }, expected: { curatedList: { kind: 'top', count: 5000 } }, ignores: true },
  { what: 'may be stricter about advisories', project: { severity_actions: { high: 'block', low: 'alert' } }, expected: { severityActions: new Map([['high', 'block'], ['low', 'alert']]) }, ignores: false },
  { what: 'may not be milder about some advisories, but stricter about others', project: { severity_actions: { critical: 'allow', high: 'block' } }, expected: { severityActions: new Map([['high', 'block']]) }, ignores: true },
  { what: 'may not be milder than the user about advisories', user: { severity_actions: { low: 'block' } }, project: { severity_actions: { low: 'quarantine' } }, expected: { severityActions: new Map([['low', 'block']]) }, ignores: true },
  { what: 'may not weigh anew', project: { heuristic_weights: { package_age: 0 } }, expected: { heuristicWeights: initialSettings.heuristicWeights }, ignores: true },
  { what: 'may not switch the model off', project: { enable_ai: false }, expected: { enableAi: true }, ignores: true },
  { what: 'may not switch the model on', user: { enable_ai: false }, project: { enable_ai: true }, expected: { enableAi: false }, ignores: true },
  { what: 'may require a sandbox for builds', project: { general: { sandbox: 'require' } }, expected: { sandbox: 'require' }, ignores: false },
  { what: 'may not switch the sandbox off', project: { general: { sandbox: 'off' } }, expected: { sandbox: 'auto' }, ignores: true },
  { what: 'may not do without a sandbox that the user requires', user: { sandbox: 'require' }, project: { sandbox: 'auto' }, expected: { sandbox: 'require' }, ignores: true },
  { what: 'may not give advisories more time', project: { advisory_grace: '2w' }, expected: { advisoryGrace: 604_800_000 }, ignores: true },
  { what: 'may give advisories less time', project: { advisory_grace: '1d' }, expected: { advisoryGrace: 86_400_000 }, ignores: false },
  { what: 'may not trust itself', project: { trust_project: true, mode: 'warn' }, expected: { trustProject: false, mode: 'block' }, ignores: true },
];

describe('a project', () => {
  test.each(projectRows)('$what', ({ user, project, expected, ignores }) => {
    const { settings, notices } = mergeLayers([file('user', user ?? {}), file('project', project)]);
    expect(settings).toMatchObject(expected);
    expect(notices.map(({ text }) => String(text).includes('a project may only tighten')).includes(true)).toBe(ignores);
  });

  test.each(['system', 'user'] as const)('may do all of it when the %s file trusts it', (kind) => {
    const { settings, notices } = mergeLayers([file(kind, { trust_project: true }), file('project', { mode: 'warn', allowlist: ['b'], block_score: 1 })]);
    expect(settings).toMatchObject({ mode: 'warn', allowlist: new Set(['b']), blockScore: 1 });
    expect(notices).toEqual([]);
  });
});

describe('a locked setting', () => {
  const system = file('system', { mode: 'block', denylist: ['a'], locked: ['mode', 'denylist'] });

  const rows: readonly [string, Layer][] = [
    ['the user', file('user', { mode: 'warn' })],
    ['a trusted project', file('project', { mode: 'audit-only' })],
    ['a variable', variables({ DEPSEC_MODE: 'warn' })],
    ['a flag', flags({ mode: 'warn' })],
    ['a longer list', variables({ DEPSEC_DENYLIST: 'b' })],
  ];
  test.each(rows)('stays against %s, and it is said', (_name, layer) => {
    const { settings, notices } = mergeLayers([system, file('user', { trust_project: true }), layer]);
    expect(settings).toMatchObject({ mode: 'block', denylist: new Set(['a']) });
    expect(notices).toMatchObject([{ text: expect.stringContaining("locked by the system's policy; ignored") }]);
  });

  test('may be repeated in silence', () => {
    expect(mergeLayers([system, file('user', { mode: 'block', denylist: ['a'] })]).notices).toEqual([]);
  });
});

describe('what does not fit together', () => {
  test('warn above block names who said it', () => {
    expect(() => mergeLayers([file('user', { thresholds: { warn_score: 0.9 } })])).toThrow('user.toml: thresholds.warn_score: warn_score (0.9) is above block_score (0.8)');
    expect(() => mergeLayers([variables({ DEPSEC_BLOCK_SCORE: '0.3' })])).toThrow('DEPSEC_BLOCK_SCORE: warn_score (0.4) is above block_score (0.3)');
  });

  test('weights that are all 0', () => {
    const heuristic_weights = { typosquatting: 0, package_age: 0, maintainer_count: 0, release_pattern: 0, metadata_quality: 0 };
    expect(() => mergeLayers([file('user', { heuristic_weights })])).toThrow('user.toml: heuristic_weights: all weights are 0');
  });

  test('a wrong value is an error even where the setting is locked', () => {
    expect(() => mergeLayers([file('system', { locked: ['mode'] }), variables({ DEPSEC_MODE: 'off' })])).toThrow('DEPSEC_MODE: expected one of');
  });
});
