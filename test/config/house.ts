import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSettings, type SettingFlags } from '../../src/config/settings.js';
import { environmentOf, temporaryFolder } from './temporary-home.js';

/** A machine of one user: a home, a project, and a place for the system's policy, all empty. */
export interface House {
  readonly home: string;
  readonly cwd: string;
  readonly own: string;
  readonly project: string;
  readonly system: string;
  readonly load: (options?: { readonly variables?: Readonly<Record<string, string>>; readonly flags?: Partial<SettingFlags>; readonly uid?: number | null }) => ReturnType<typeof loadSettings>;
}

/** Makes one that is gone after the test. */
export async function house(): Promise<House> {
  const folder = await temporaryFolder();
  const [home, cwd, system] = [join(folder, 'home'), join(folder, 'project'), join(folder, 'etc/policy.toml')];
  await mkdir(cwd);
  await mkdir(home);
  return {
    home, cwd, system,
    own: join(home, '.depsec/config.toml'),
    project: join(cwd, 'pyproject.toml'),
    load: ({ variables = {}, flags = {}, uid = process.getuid?.() ?? null } = {}) =>
      loadSettings({ environment: environmentOf({ HOME: home, ...variables }), flags: { configFile: null, allowBlocked: false, ...flags }, cwd, uid, systemPolicyFile: system }),
  };
}
