import { join } from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { readConfigFile, type ConfigFile } from '../config/settings/config-file.js';
import { configTemplate, type TemplateKind } from '../config/settings/config-template.js';
import { userConfigFile } from '../config/settings/file-layers.js';
import { projectTables } from '../config/settings/toml.js';
import { sentences, type Answer } from '../core/answer.js';
import { UserError } from '../core/errors.js';
import { removeTree, writeAtomically } from '../platform/files.js';
import { openHome } from '../store/home.js';

export interface InitRequest {
  readonly kind: TemplateKind;
  readonly cwd: string;
  readonly uid: number | null;
}

const exists = (path: string, what: string): UserError =>
  new UserError('bad-arguments', `${path}: ${what}; nothing was written`, { hint: 'depsec never overwrites configuration: edit it, or move it away first' });

async function textOf(file: ConfigFile): Promise<string | null> {
  const found = await readConfigFile(file);
  return typeof found === 'string' ? null : found.text;
}

async function initUser({ uid }: InitRequest): Promise<string> {
  const environment = readEnvironment();
  const path = userConfigFile(environment);
  const home = await openHome({ wanted: environment.depsecHome, account: environment.home, uid });
  if (home.temporary) await removeTree(home.path);
  if (path === null || home.temporary) throw new UserError('bad-arguments', `there is no home folder for settings${home.notice === null ? '' : ` (${home.notice})`}`, { hint: 'set DEPSEC_HOME, or use --project' });
  if ((await textOf({ path, trust: 'own', uid })) !== null) throw exists(path, 'there is one already');
  await writeAtomically(path, configTemplate('user'));
  return path;
}

async function initProject({ kind, cwd, uid }: InitRequest): Promise<string> {
  const path = join(cwd, 'pyproject.toml');
  const before = await textOf({ path, trust: 'project', uid });
  if (before !== null && (await projectTables(before, path)).length > 0) throw exists(path, 'it has settings for depsec already');
  const start = before === null || before === '' ? '' : `${before.trimEnd()}\n\n`;
  await writeAtomically(path, start + configTemplate(kind), 0o644);
  return path;
}

/** Writes a commented configuration and never touches one that is there. Throws UserError where there is one. */
export async function initConfig(request: InitRequest): Promise<Answer> {
  const path = await (request.kind === 'user' ? initUser(request) : initProject(request));
  return sentences([`Wrote ${path}.`, 'depsec config show tells what is in force.'], { file: path });
}
