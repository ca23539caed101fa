import { describe, expect, test } from 'vitest';
import { tableLayer, type TableSource } from '../../../src/config/settings/layer.js';
import { environmentLayer } from '../../../src/config/settings/text-layer.js';
import { environmentOf } from '../temporary-home.js';

const layerOf = (table: Readonly<Record<string, unknown>>, kind: TableSource['kind'] = 'user') => tableLayer({ kind, file: 'config.toml', prefix: '', folder: '/', home: null, table });

const saidIn = (table: Readonly<Record<string, unknown>>) => layerOf(table).said.map(({ name, raw }) => [name, raw]);

const spellings: readonly [string, Readonly<Record<string, unknown>>, string, unknown][] = [
  ['in its section', { general: { mode: 'warn' } }, 'mode', 'warn'],
  ['without a section', { mode: 'warn' }, 'mode', 'warn'],
  ['a list as a section', { allowlist: { packages: ['flask'] } }, 'allowlist', ['flask']],
  ['a list as a key', { allowlist: ['flask'] }, 'allowlist', ['flask']],
  ['the synonym blocklist', { blocklist: ['flask'] }, 'denylist', ['flask']],
  ['the synonym blocklist as a section', { blocklist: { packages: ['flask'] } }, 'denylist', ['flask']],
  ['curated_list in the allowlist', { allowlist: { curated_list: 'top-200' } }, 'curatedList', 'top-200'],
  ['a table of actions', { severity_actions: { critical: 'block' } }, 'severityActions', { critical: 'block' }],
  ['a table of weights', { heuristic_weights: { package_age: 1 } }, 'heuristicWeights', { package_age: 1 }],
];
test.each(spellings)('a setting is found %s', (...[, table, name, raw]) => {
  expect(saidIn(table)).toEqual([[name, raw]]);
});

test('every key of the product is known', () => {
  const { notices, said } = layerOf({
    trust_project: true,
    general: { mode: 'block', fail_closed: true },
    sources: { lookups: true, osv_url: 'https://api.osv.dev', public_indexes: [] },
    analysis: { enable_ai: true, ai_provider: 'anthropic', ai_model: 'm', max_ai_analysis_time: 30 },
    thresholds: { block_score: 0.8, warn_score: 0.4 },
    allowlist: { packages: [], curated_list: 'top-5000' },
    denylist: { packages: [] },
    severity_actions: { critical: 'block', high: 'quarantine', medium: 'alert', low: 'allow', unknown: 'alert' },
    risk_threshold: 60,
    heuristic_weights: { typosquatting: 0.3, package_age: 0.2, maintainer_count: 0.15, release_pattern: 0.15, metadata_quality: 0.2 },
    waiver: [],
  });
  expect(notices).toEqual([]);
  expect(new Set(said.map(({ name }) => name)).size).toBe(19);
});

describe('unknown keys', () => {
  const near: readonly [string, Readonly<Record<string, unknown>>, string, string][] = [
    ['a misspelt section', { threshold: {} }, 'config.toml: threshold: no such setting', 'did you mean thresholds?'],
    ['a misspelt key', { thresholds: { blok_score: 1 } }, 'config.toml: thresholds.blok_score: no such setting', 'did you mean thresholds.block_score?'],
    ['two letters that changed places', { severity_actions: { hihg: 'warn' } }, 'config.toml: severity_actions.hihg: no such setting', 'did you mean severity_actions.high?'],
    ['a dash for an underscore', { 'risk-threshold': 1 }, 'config.toml: risk-threshold: no such setting', 'did you mean risk_threshold?'],
    ['a key in the wrong section', { general: { block_score: 1 } }, 'config.toml: general.block_score: no such setting', 'did you mean thresholds.block_score?'],
    ['waivers in the plural', { waivers: [] }, 'config.toml: waivers: no such setting', 'did you mean waiver?'],
    ['a misspelt severity', { severity_actions: { critcal: 'block' } }, 'config.toml: severity_actions.critcal: no such setting', 'did you mean severity_actions.critical?'],
    ['a misspelt factor', { heuristic_weights: { packageage: 1 } }, 'config.toml: heuristic_weights.packageage: no such setting', 'did you mean heuristic_weights.package_age?'],
    ['a factor by the beginning of its name', { heuristic_weights: { typosquat: 1 } }, 'config.toml: heuristic_weights.typosquat: no such setting', 'did you mean heuristic_weights.typosquatting?'],
  ];
  test.each(near)('%s is an error that says what was meant', (...[, table, message, hint]) => {
    expect(() => layerOf(table)).toThrow(expect.objectContaining({ code: 'bad-config', message, hint }));
  });

  test('any other is a warning and changes nothing', () => {
    expect(layerOf({ colours: { sky: 'blue' }, general: { mode: 'block', flavour: 1 } })).toMatchObject({
      said: [{ name: 'mode' }],
      notices: [
        { level: 'warning', text: 'config.toml: colours: no such setting; ignored' },
        { level: 'warning', text: 'config.toml: general.flavour: no such setting; ignored' },
      ],
    });
  });

  test('names of Object are no settings', () => {
    expect(layerOf(JSON.parse('{"__proto__": {"mode": "warn"}, "constructor": 1}')).said).toEqual([]);
  });
});

test.each([['general', 3], ['thresholds', [1]], ['analysis', 'x']])('%s = %j is no table', (key, value) => {
  expect(() => layerOf({ [key]: value })).toThrow(`config.toml: ${key}: expected a table`);
});

describe('locks', () => {
  test('the system locks settings by any of their spellings', () => {
    expect(layerOf({ locked: ['mode', 'thresholds.block_score', 'blocklist'] }, 'system').locked).toEqual(new Set(['mode', 'blockScore', 'denylist']));
  });

  test('a lock on something unknown is an error', () => {
    expect(() => layerOf({ locked: ['mood'] }, 'system')).toThrow('config.toml: locked: expected the names of settings, not "mood"');
    expect(() => layerOf({ locked: 'mode' }, 'system')).toThrow('config.toml: locked: expected a list of settings, not "mode"');
  });

  test.each(['user', 'project'] as const)('a %s file locks nothing, and is told so', (kind) => {
    const { locked, notices } = layerOf({ locked: ['mode'] }, kind);
    expect(locked).toEqual(new Set());
    expect(notices).toMatchObject([{ text: expect.stringContaining("only the system's policy can lock") }]);
  });
});

const said = (variables: Readonly<Record<string, string>>) => environmentLayer(environmentOf(variables), '/').said.map(({ name, raw, place }) => [name, raw, place.where]);

describe('variables', () => {
  test('each setting has one', () => {
    expect(said({ DEPSEC_BLOCK_SCORE: '0.9', DEPSEC_MODE: 'warn' })).toEqual([['blockScore', 0.9, 'DEPSEC_BLOCK_SCORE'], ['mode', 'warn', 'DEPSEC_MODE']]);
  });

  test('empty ones and those that are no settings say nothing', () => {
    expect(said({ DEPSEC_MODE: '', DEPSEC_HOME: '/x', DEPSEC_WEBHOOK_SECRET: 'x', DEPSEC_SOMETHING_ELSE: 'x' })).toEqual([]);
  });

  test('one that is an option and no setting is told, and another one of somebody else is not', () => {
    const { notices } = environmentLayer(environmentOf({ DEPSEC_OFFLINE: '1', DEPSEC_SOMETHING_ELSE: 'x' }), '/');
    expect(notices).toEqual([{ level: 'warning', text: 'DEPSEC_OFFLINE: no such setting; ignored (--offline says it on the command line)' }]);
  });

  test('a project is not trusted by a variable', () => {
    expect(said({ DEPSEC_TRUST_PROJECT: '1' })).toEqual([]);
  });

  test('a misspelt one is an error', () => {
    expect(() => said({ DEPSEC_BLOK_SCORE: '1' })).toThrow(expect.objectContaining({ message: 'DEPSEC_BLOK_SCORE: no such setting', hint: 'did you mean DEPSEC_BLOCK_SCORE?' }));
  });
});
