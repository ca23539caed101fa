import { chmod, chown, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { house } from './house.js';
import { put } from './temporary-home.js';

test('without any file the defaults are the policy', async () => {
  const { load } = await house();
  expect(await load()).toMatchObject({
    policy: { mode: 'block', blockScore: 0.8, warnScore: 0.4, allowlist: new Set(), denylist: new Set(), allowBlocked: false },
    origins: new Map(), notices: [],
  });
});

test('system, user, project, environment and flags are read in this order', async () => {
  const { load, own, project, system } = await house();
  await put(system, 'risk_threshold = 50\n[thresholds]\nwarn_score = 0.1\n');
  await put(own, 'risk_threshold = 40\n[general]\nmode = "warn"\n');
  await put(project, '[project]\nname = "demo"\n[tool.alterks]\nrisk_threshold = 35\nblocklist = ["a"]\n[tool.depsec]\nrisk_threshold = 30\n');
  const { settings, origins, policy, notices } = await load({ variables: { DEPSEC_BLOCK_SCORE: '0.5' }, flags: { values: { mode: 'audit-only' } } });
  expect(notices).toEqual([]);
  expect(settings).toMatchObject({ riskThreshold: 30 });
  expect(policy).toMatchObject({ mode: 'audit-only', blockScore: 0.5, warnScore: 0.1, denylist: new Set(['a']) });
  expect(Object.fromEntries([...origins].map(([name, { where }]) => [name, where]))).toEqual({
    riskThreshold: `${project}: tool.depsec.risk_threshold`, warnScore: `${system}: thresholds.warn_score`, mode: '--mode', denylist: `${project}: tool.alterks.blocklist`, blockScore: 'DEPSEC_BLOCK_SCORE',
  });
});

test('a project that would loosen is ignored and told so', async () => {
  const { load, project } = await house();
  await put(project, '[tool.depsec]\nallowlist = ["evil"]\n');
  const { policy, notices } = await load();
  expect(policy.allowlist).toEqual(new Set());
  expect(notices).toMatchObject([{ level: 'warning', text: expect.stringContaining(`${project}: tool.depsec.allowlist: a project may only tighten`) }]);
});

test('all that a project would loosen is told in one sentence', async () => {
  const { load, project } = await house();
  await put(project, '[tool.depsec]\nallowlist = ["evil"]\nrisk_threshold = 99\nblocklist = ["worse"]\n');
  const { notices } = await load();
  expect(notices).toMatchObject([{ text: expect.stringContaining(`${project}: tool.depsec.allowlist, tool.depsec.risk_threshold: a project may only tighten`) }]);
});

describe('--config', () => {
  test('stands for the file of the user', async () => {
    const { load, own, cwd } = await house();
    await put(own, 'mode = "warn"\n');
    await put(join(cwd, 'ci.toml'), 'risk_threshold = 1\n');
    expect((await load({ flags: { configFile: 'ci.toml' } })).settings).toMatchObject({ mode: 'block', riskThreshold: 1 });
  });

  test('must exist', async () => {
    const { load, cwd } = await house();
    await expect(load({ flags: { configFile: 'none.toml' } })).rejects.toMatchObject({ code: 'bad-config', message: `--config "${join(cwd, 'none.toml')}": no such file` });
  });
});

test('--allow-known-malware reaches the policy, but not past a locked mode', async () => {
  const { load, system } = await house();
  expect((await load({ flags: { allowKnownMalware: true } })).policy).toMatchObject({ allowKnownMalware: true, allowBlocked: false });
  await put(system, 'locked = ["mode"]\n');
  const { policy, notices } = await load({ flags: { allowKnownMalware: true } });
  expect(policy.allowKnownMalware).toBe(false);
  expect(notices).toMatchObject([{ text: "--allow-known-malware: the mode is locked by the system's policy; ignored" }]);
});

test('what severity_actions say reaches the policy', async () => {
  const { load, own } = await house();
  await put(own, '[severity_actions]\nhigh = "quarantine"\nunknown = "block"\n');
  expect((await load()).policy.severityActions).toEqual(new Map([['high', 'quarantine'], ['unknown', 'block']]));
});

test('--allow-blocked reaches the policy, but not past a locked mode', async () => {
  const { load, system } = await house();
  expect((await load({ flags: { allowBlocked: true } })).policy.allowBlocked).toBe(true);
  await put(system, 'mode = "block"\nlocked = ["mode"]\n');
  const { policy, notices } = await load({ flags: { allowBlocked: true } });
  expect(policy.allowBlocked).toBe(false);
  expect(notices).toMatchObject([{ text: "--allow-blocked: the mode is locked by the system's policy; ignored" }]);
});

describe('a file that cannot be used', () => {
  const rows: readonly [string, string | Buffer, RegExp][] = [
    ['broken TOML, with line and column', 'a = 1\nb = = 2\n', /config\.toml:2:5: not valid TOML: /],
    ['a table twice', '[general]\nmode = "block"\n[general]\nmode = "warn"\n', /config\.toml:3:\d+: not valid TOML: /],
    ['a threshold below nothing', '[thresholds]\nwarn_score = -0.1\n', /config\.toml: thresholds\.warn_score: expected a number from 0 to 1, not -0.1/],
    ['a weight below nothing', '[heuristic_weights]\npackage_age = -1\n', /config\.toml: heuristic_weights\.package_age: expected a number from 0, not -1/],
    ['an action that is none', '[severity_actions]\nhigh = "deny"\n', /config\.toml: severity_actions\.high: expected one of allow, alert, quarantine, block, not "deny"/],
    ['a wrong type, with its key', '[thresholds]\nblock_score = "high"\n', /config\.toml: thresholds\.block_score: expected a number from 0 to 1, not "high"/],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), /config\.toml": it is not UTF-8 text/],
    ['ten megabytes', `# ${'x'.repeat(10_000_000)}`, /config\.toml": it is larger than 1000000 bytes/],
  ];
  test.each(rows)('%s', async (_name, text, message) => {
    const { load, own } = await house();
    await put(own, '');
    await writeFile(own, text);
    await expect(load()).rejects.toMatchObject({ code: 'bad-config', message: expect.stringMatching(message) });
  });

  test('a folder in its place', async () => {
    const { load, own } = await house();
    await mkdir(own, { recursive: true });
    await expect(load()).rejects.toMatchObject({ code: 'bad-config', message: expect.stringContaining('it is not an ordinary file') });
  });
});

test("a pyproject.toml that is broken but not about depsec is other tools' matter", async () => {
  const { load, project } = await house();
  await put(project, '[tool.other\n');
  expect((await load()).notices).toEqual([]);
  await put(project, '[tool.depsec]\nmode = \n');
  await expect(load()).rejects.toMatchObject({ code: 'bad-config', message: expect.stringContaining(`${project}:2:`) });
  await put(project, 'tool.depsec = 1\n');
  await expect(load()).rejects.toMatchObject({ code: 'bad-config', message: `${project}: tool.depsec must be a table` });
});

const refused = (path: string, why: string) => ({ code: 'unsafe-home', message: `will not use ${JSON.stringify(path)}: ${why}` });

describe('a file that somebody else could have written is refused', () => {
  test('writable by all', async () => {
    const { load, own } = await house();
    await put(own, '');
    await chmod(own, 0o666);
    await expect(load()).rejects.toMatchObject(refused(own, 'every user of this machine can write to it'));
  });

  test('in a folder that is writable by all', async () => {
    const { load, own, home } = await house();
    await put(own, '');
    await chmod(join(home, '.depsec'), 0o777);
    await expect(load()).rejects.toMatchObject(refused(join(home, '.depsec'), 'every user of this machine can write to it'));
  });

  test('a symbolic link, even one that leads nowhere', async () => {
    const { load, own, home } = await house();
    await mkdir(join(home, '.depsec'));
    await symlink(join(home, 'elsewhere.toml'), own);
    await expect(load()).rejects.toMatchObject(refused(own, 'it is a symbolic link'));
    await put(join(home, 'elsewhere.toml'), '');
    await expect(load()).rejects.toMatchObject(refused(own, 'it is a symbolic link'));
  });

  test('in a folder that is a symbolic link', async () => {
    const { load, own, home } = await house();
    await put(own, '');
    await rename(join(home, '.depsec'), join(home, 'moved'));
    await symlink(join(home, 'moved'), join(home, '.depsec'));
    await expect(load()).rejects.toMatchObject(refused(join(home, '.depsec'), 'it is a symbolic link'));
  });

  test('owned by another user', async () => {
    const { load, own } = await house();
    await put(own, '');
    const uid = process.getuid?.() ?? 0;
    // What root owns is trusted by everybody, so root has to give the file away first.
    if (uid === 0) await chown(own, 4321, 4321);
    await expect(load({ uid: uid === 0 ? 0 : uid + 1 })).rejects.toMatchObject({ code: 'unsafe-home', message: expect.stringContaining('it belongs to another user') });
  });

  test("the system's policy as well", async () => {
    const { load, system } = await house();
    await put(system, '');
    await chmod(system, 0o666);
    await expect(load()).rejects.toMatchObject(refused(system, 'every user of this machine can write to it'));
  });

  test('--config FILE that all may write', async () => {
    const { load, cwd } = await house();
    const file = await put(join(cwd, 'ci.toml'), '');
    await chmod(file, 0o666);
    await expect(load({ flags: { configFile: file } })).rejects.toMatchObject(refused(file, 'every user of this machine can write to it'));
  });

  test('on Windows modes say nothing', async () => {
    const { load, own } = await house();
    await put(own, 'mode = "warn"\n');
    await chmod(own, 0o666);
    expect((await load({ uid: null })).settings.mode).toBe('warn');
  });
});
