import { readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseToml } from '../../../src/config/settings/toml.js';
import { waiverList } from '../../../src/config/settings/waiver-shape.js';
import { addWaivers } from '../../../src/config/settings/write-waivers.js';
import { isSha256 } from '../../../src/core/artifact.js';
import { parsePackageName } from '../../../src/core/name.js';
import type { AdvisoryWaiver, CodeWaiver } from '../../../src/core/waiver.js';
import { temporaryFolder } from '../temporary-home.js';

const digest = 'a'.repeat(64);
if (!isSha256(digest)) throw new Error('not a digest');

const common = { package: parsePackageName('demo'), reason: 'looked "at" \u001b[2K it,\nwith care \\ \u007f', until: '2027-02-24', where: '' };
const forCode: CodeWaiver = { ...common, kind: 'code', rule: 'typosquat', version: '1.0', sha256: new Set([digest]) };
const forAdvisory: AdvisoryWaiver = { ...common, kind: 'advisory', advisory: 'CVE-2026-1', versions: '>=1.0,<2' };

const file = (path: string) => ({ path, trust: 'own' as const, uid: process.getuid?.() ?? null });
const place = { where: 'waiver', folder: '/', home: null };

test('what is written is read back as it was, whatever the reason holds', async () => {
  const path = join(await temporaryFolder(), 'waivers.toml');
  await addWaivers([forCode], file(path));
  await addWaivers([forAdvisory], file(path));
  const back = waiverList.read((await parseToml(await readFile(path, 'utf8'), path))['waiver'], place);
  expect(back).toEqual([{ ...forCode, reason: common.reason, where: 'waiver 1' }, { ...forAdvisory, where: 'waiver 2' }]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('what stood in the file stays as it was, and a pyproject.toml gets tables of its own name', async () => {
  const path = join(await temporaryFolder(), 'pyproject.toml');
  await writeFile(path, '# mine\n[project]\nname = "demo"');
  await addWaivers([forCode], { ...file(path), trust: 'project' });
  const text = await readFile(path, 'utf8');
  expect(text).toMatch(/^# mine\n\[project\]\nname = "demo"\n\n\[\[tool\.depsec\.waiver\]\]\nrule = "typosquat"\n/);
  expect(await parseToml(text, path)).toMatchObject({ project: { name: 'demo' }, tool: { depsec: { waiver: [{ rule: 'typosquat' }] } } });
});

describe('nothing is written', () => {
  test('into a file that is no TOML', async () => {
    const path = join(await temporaryFolder(), 'waivers.toml');
    await writeFile(path, 'a = = 1\n', { mode: 0o600 });
    await expect(addWaivers([forCode], file(path))).rejects.toMatchObject({ code: 'bad-config' });
    expect(await readFile(path, 'utf8')).toBe('a = = 1\n');
  });

  test('into a file that defines something else by that name', async () => {
    const path = join(await temporaryFolder(), 'waivers.toml');
    await writeFile(path, 'waiver = 1\n', { mode: 0o600 });
    await expect(addWaivers([forCode], file(path))).rejects.toMatchObject({ code: 'bad-config' });
    expect(await readFile(path, 'utf8')).toBe('waiver = 1\n');
  });

  test('that would not be read back', async () => {
    const path = join(await temporaryFolder(), 'waivers.toml');
    await expect(addWaivers([{ ...forAdvisory, versions: 'all of them' }], file(path))).rejects.toMatchObject({ code: 'bad-config', message: expect.stringContaining('versions') });
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  test('through a symbolic link', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'elsewhere'), '');
    await symlink(join(folder, 'elsewhere'), join(folder, 'waivers.toml'));
    await expect(addWaivers([forCode], file(join(folder, 'waivers.toml')))).rejects.toMatchObject({ code: 'unsafe-home' });
    expect(await readFile(join(folder, 'elsewhere'), 'utf8')).toBe('');
  });
});
