import { describe, expect, test } from 'vitest';
import { configTemplate, type TemplateKind } from '../../../src/config/settings/config-template.js';
import { tableLayer, type Layer } from '../../../src/config/settings/layer.js';
import { mergeLayers } from '../../../src/config/settings/merge.js';
import { settingDocs } from '../../../src/config/settings/setting-docs.js';
import { initialSettings, settingNames } from '../../../src/config/settings/setting-table.js';
import { parseToml, projectTables } from '../../../src/config/settings/toml.js';

/** What a reader gets who takes every comment sign away that stands before a setting. */
const uncommented = (text: string): string => text.replaceAll(/^# ([a-z_]+ = )/gm, '$1');

async function layerOf(kind: TemplateKind, text: string): Promise<Layer> {
  const table = kind === 'user' ? await parseToml(text, 'config.toml') : (await projectTables(text, 'pyproject.toml'))[0]?.table;
  return tableLayer({ kind: kind === 'user' ? 'user' : 'project', file: 'config.toml', prefix: '', folder: '/', home: null, table: table ?? {} });
}

describe.each(['user', 'project'] as const)('the file that init writes (%s)', (kind) => {
  test('changes nothing', async () => {
    const merged = mergeLayers([await layerOf(kind, configTemplate(kind))]);
    expect(merged).toMatchObject({ settings: initialSettings, notices: [] });
    expect(merged.origins.size).toBe(0);
  });

  test('holds the defaults, so that taking a comment sign away changes nothing either', async () => {
    const merged = mergeLayers([await layerOf(kind, uncommented(configTemplate(kind)))]);
    expect(merged).toMatchObject({ settings: initialSettings, notices: [] });
  });
});

test('what init writes for the user tells of every setting', async () => {
  const text = configTemplate('user').replaceAll(/\n# /g, ' ');
  for (const name of settingNames) expect(text).toContain(settingDocs[name].about.split(' ').slice(0, 5).join(' '));
  const { said } = await layerOf('user', uncommented(configTemplate('user')));
  expect(new Set(said.map(({ name }) => name))).toEqual(new Set(settingNames.filter((name) => settingDocs[name].lines.length > 0 || name === 'severityActions')));
});

test('what init --ci writes only tightens, and is in force', async () => {
  const merged = mergeLayers([await layerOf('user', 'mode = "warn"\n'), await layerOf('ci', configTemplate('ci'))]);
  expect(merged.notices).toEqual([]);
  expect(merged.settings.mode).toBe('block');
});
