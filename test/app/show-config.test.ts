import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configAnswer } from '../../src/app/show-config.js';
import { settingNames } from '../../src/config/settings/setting-table.js';
import { house } from '../config/house.js';
import { put } from '../config/temporary-home.js';

const rowsOf = ({ groups }: ReturnType<typeof configAnswer>): readonly (readonly string[])[] => groups.flatMap(({ rows }) => rows);
const rowOf = (answer: ReturnType<typeof configAnswer>, key: string): readonly string[] | undefined => rowsOf(answer).find(([first]) => first === key);

const waiver = (until: string): string => `[[waiver]]\nadvisory = "CVE-2026-1"\npackage = "demo"\nversions = "<2"\nreason = "not used"\nuntil = ${until}\n`;

test('without any file every setting is a default, and it is said how to begin', async () => {
  const { load } = await house();
  const answer = configAnswer(await load());
  expect(answer.groups[0]?.rows).toHaveLength(settingNames.length);
  expect(answer.groups[0]?.rows.every(([, who]) => who === 'default')).toBe(true);
  expect(rowOf(answer, 'heuristic_weights')).toEqual(['heuristic_weights', 'default', 'typosquatting 0.3, package_age 0.2, maintainer_count 0.15, release_pattern 0.15, metadata_quality 0.2']);
  expect(rowOf(answer, 'general.advisory_grace')?.at(-1)).toBe('7d');
  expect(rowOf(answer, 'analysis.ai_model')?.at(-1)).toBe('the newest Sonnet');
  expect(rowOf(answer, 'analysis.ai_url')?.at(-1)).toBe('ANTHROPIC_BASE_URL, else the service itself');
  expect(rowsOf(answer).at(-1)).toEqual(['No configuration file was found; depsec init writes one.']);
});

test('each value tells who said it and where, and whether it is locked', async () => {
  const { load, system, own, project } = await house();
  await put(system, 'mode = "block"\nlocked = ["mode"]\n');
  await put(own, '[thresholds]\nwarn_score = 0.3\n');
  await put(project, '[tool.depsec]\nblocklist = ["evil", "worse"]\n');
  const answer = configAnswer(await load({ variables: { DEPSEC_RISK_THRESHOLD: '40', DEPSEC_MIN_AGE: '72h' }, flags: { values: { curatedList: 'top-200' } } }));
  expect(rowOf(answer, 'general.mode')).toEqual(['general.mode', 'default, locked', 'block']);
  expect(rowOf(answer, 'thresholds.warn_score')).toEqual(['thresholds.warn_score', 'user', `0.3  (${own}: thresholds.warn_score)`]);
  expect(rowOf(answer, 'denylist.packages')).toEqual(['denylist.packages', 'project', `evil, worse  (${project}: tool.depsec.blocklist)`]);
  expect(rowOf(answer, 'risk_threshold')).toEqual(['risk_threshold', 'DEPSEC_RISK_THRESHOLD', '40']);
  expect(rowOf(answer, 'allowlist.curated_list')).toEqual(['allowlist.curated_list', '--curated-list', 'top-200']);
  expect(rowOf(answer, 'general.min_age')).toEqual(['general.min_age', 'DEPSEC_MIN_AGE', '3d']);
  expect(answer.document).toMatchObject({ files: [system, own, project] });
  expect(answer.document['settings']).toContainEqual({ key: 'denylist.packages', value: ['evil', 'worse'], origin: 'project', where: `${project}: tool.depsec.blocklist`, locked: false });
  expect(answer.document['settings']).toContainEqual(expect.objectContaining({ key: 'general.mode', locked: true }));
});

test('waivers are listed with their last day, those that have ended as such', async () => {
  const { load, home } = await house();
  const file = await put(join(home, '.depsec/waivers.toml'), waiver('2001-01-01') + waiver('2999-01-01'));
  const answer = configAnswer(await load());
  expect(rowsOf(answer)).toContainEqual(['ended 2001-01-01', `CVE-2026-1 of demo<2: not used (${file}: waiver 1)`]);
  expect(rowsOf(answer)).toContainEqual(['until 2999-01-01', `CVE-2026-1 of demo<2: not used (${file}: waiver 2)`]);
});

test('what was ignored is said first', async () => {
  const { load, project } = await house();
  await put(project, '[tool.depsec]\nmode = "warn"\n');
  expect(rowsOf(configAnswer(await load()))[0]?.[0]).toContain('Warning: ');
});
