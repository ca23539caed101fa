import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSettings } from '../../src/config/settings.js';
import { house } from './house.js';
import { environmentOf, put } from './temporary-home.js';

const waiverText = (section: string, reason = 'looked at'): string => `[[${section}]]\nadvisory = "CVE-2026-1"\npackage = "demo"\nversions = ">=0"\nreason = "${reason}"\nuntil = 2027-02-24\n`;

describe('waivers', () => {
  test('of the system, of waivers.toml and of the settings all count', async () => {
    const { load, own, system, home } = await house();
    await put(system, waiverText('waiver', 'system'));
    await put(own, waiverText('waiver', 'settings'));
    const file = await put(join(home, '.depsec/waivers.toml'), waiverText('waiver', 'own'));
    const { policy, notices, files } = await load();
    expect(policy.waivers.map(({ reason, where }) => [reason, where])).toEqual([['system', `${system}: waiver 1`], ['settings', `${own}: waiver 1`], ['own', `${file}: waiver 1`]]);
    expect(notices).toEqual([]);
    expect(files).toEqual([system, own, file]);
  });

  test.each(['pyproject.toml', 'depsec-waivers.toml'])('of a project (%s) are ignored and told so, unless the user trusts it', async (name) => {
    const { load, own, cwd } = await house();
    await put(join(cwd, name), waiverText(name === 'pyproject.toml' ? 'tool.depsec.waiver' : 'waiver'));
    const untrusting = await load();
    expect(untrusting.policy.waivers).toEqual([]);
    expect(untrusting.notices).toMatchObject([{ level: 'warning', text: expect.stringContaining('waiver: a project may only tighten') }]);
    await put(own, 'trust_project = true\n');
    const trusting = await load();
    expect(trusting.policy.waivers).toMatchObject([{ reason: 'looked at' }]);
    expect(trusting.notices).toEqual([]);
  });

  test('are only those of the system where it locks them', async () => {
    const { load, system, home } = await house();
    await put(system, `locked = ["waiver"]\n${waiverText('waiver', 'system')}`);
    const file = await put(join(home, '.depsec/waivers.toml'), waiverText('waiver', 'own'));
    const { policy, notices } = await load();
    expect(policy.waivers).toMatchObject([{ reason: 'system' }]);
    expect(notices).toMatchObject([{ text: `${file}: waiver: locked by the system's policy; ignored` }]);
  });

  test('stand alone in their file', async () => {
    const { load, home } = await house();
    const file = await put(join(home, '.depsec/waivers.toml'), 'mode = "warn"\n');
    await expect(load()).rejects.toMatchObject({ code: 'bad-config', message: `${file}: mode: only [[waiver]] tables belong here`, hint: expect.stringContaining('config.toml') });
    await put(file, '[[waivers]]\nrule = "x"\n');
    await expect(load()).rejects.toMatchObject({ hint: 'did you mean [[waiver]]?' });
  });

  test('are not believed from a file that others can write', async () => {
    const { load, home } = await house();
    const file = await put(join(home, '.depsec/waivers.toml'), '');
    await chmod(file, 0o666);
    await expect(load()).rejects.toMatchObject({ code: 'unsafe-home' });
  });

  test('end by the day of the clock, in UTC', async () => {
    const { home, cwd } = await house();
    const at = (time: string) => loadSettings({ environment: environmentOf({ HOME: home }), flags: { configFile: null, allowBlocked: false }, cwd, uid: null, systemPolicyFile: join(cwd, 'none'), clock: { nowMs: () => Date.parse(time) } });
    expect((await at('2027-02-24T23:59:59Z')).policy.today).toBe('2027-02-24');
    expect((await at('2027-02-24T23:59:59-01:00')).policy.today).toBe('2027-02-25');
  });
});
