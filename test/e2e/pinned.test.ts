import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installPinned, type PinnedInstaller, type PinnedRequest } from '../../src/pip/install/install-pinned.js';
import { clearedFile } from '../support/cleared-file.js';
import { fixture, ground, makeSandbox } from '../support/given.js';
import { copyVenv, plainEnvironment, sitePackages, venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { installedIn } from '../support/tree.js';

interface Prepared {
  readonly box: Sandbox;
  readonly site: string;
  readonly request: PinnedRequest;
  readonly installer: PinnedInstaller;
}

/** An environment without pip, as builds use, and two wheels on the stage. */
function preparedBuild(): Prepared {
  const box = makeSandbox({ venv: false });
  copyVenv(ground().bareVenv, box.venv);
  const [stageFolder, folder] = [join(box.folder, 'stage'), join(box.folder, 'install')];
  for (const made of [stageFolder, folder]) mkdirSync(made);
  const cleared = ['petals', 'seedling'].map((name) => {
    const { path, fileName } = fixture(name, '2.0.0');
    copyFileSync(path, join(stageFolder, fileName));
    return clearedFile(join(stageFolder, fileName), name, '2.0.0');
  });
  return {
    box,
    site: sitePackages(box.venv, ground().python),
    request: { cleared, options: [], stageFolder, folder },
    installer: {
      run: (job) => runProcess(venvPython(box.venv), [join(ground().project, 'data', 'python', 'install.py'), sitePackages(ground().venv, ground().python)], {
        cwd: box.cwd, env: { ...plainEnvironment(), PIP_CONFIG_FILE: '/dev/null' }, input: `${JSON.stringify(job)}\n`,
      }),
    },
  };
}

test('the pip of another folder installs into an environment that has none, and nothing else of that folder can be imported', async () => {
  const { box, site, request, installer } = preparedBuild();
  const { schemes } = await installPinned(request, installer);
  expect(installedIn(site)).toEqual(['petals==2.0.0', 'seedling==2.0.0']);
  expect(schemes.get(fixture('petals', '2.0.0').fileName)).toMatchObject({ purelib: site, scripts: join(box.venv, 'bin') });
  expect(readdirSync(site).filter((name) => name.startsWith('pip'))).toEqual([]);
});

test('a wheel with a higher build tag that lies beside the judged one changes nothing', async () => {
  const { site, request, installer } = preparedBuild();
  copyFileSync(fixture('petals', '1.2.0').path, join(request.stageFolder, 'petals-2.0.0-9-py3-none-any.whl'));
  await installPinned(request, installer);
  expect(installedIn(site)).toEqual(['petals==2.0.0', 'seedling==2.0.0']);
});

test('when one staged file has changed, none of the files is installed, and it is named', async () => {
  const { site, request, installer } = preparedBuild();
  const path = join(request.stageFolder, fixture('seedling', '2.0.0').fileName);
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('x')]));
  await expect(installPinned(request, installer)).rejects.toMatchObject({ code: 'hash-mismatch', message: expect.stringContaining('seedling-2.0.0-py3-none-any.whl changed after it was judged') });
  expect(installedIn(site)).toEqual([]);
});

test('a child whose depsec has ended does not begin', async () => {
  const { box, site, request, installer } = preparedBuild();
  const watch = { mark: join(box.folder, 'mark'), runner: { pid: 2 ** 22 + 1, start: null } };
  await expect(installPinned(request, { ...installer, watch })).rejects.toMatchObject({ code: 'install-failed', message: expect.stringContaining('depsec has ended') });
  expect(installedIn(site)).toEqual([]);
});
