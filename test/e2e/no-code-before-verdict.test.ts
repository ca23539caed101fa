import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import type { IndexFile } from '../support/garden.js';
import { venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { markingCode, putSdist, putWheel } from '../support/sources.js';

/** One pip tries everything, and so does each that somebody names for a closer look (CONTRIBUTING.md); the others what depends on them. */
const triesAll = (template: string): boolean => template === ground().venv || process.env['DEPSEC_TEST_PIP_WHEEL'] !== undefined;

/** All of them have a pip resolve in the same way, and end there when something is blocked. */
const commandsWith = (template: string): readonly (readonly string[])[] => (triesAll(template) ? [['install'], ['install', '--dry-run'], ['audit']] : [['install']]);

/** Every way for a source package to run code on the way in; `code` is what it runs. */
function waysIn(folder: string, code: string): readonly IndexFile[] {
  return [
    putSdist(folder, 'by-setup', { setup: `from setuptools import setup\n${code}\nsetup()\n` }),
    putSdist(folder, 'by-backend', { backendCode: code }),
    putSdist(folder, 'by-hook', { hookCode: code }),
    putSdist(folder, 'by-static-metadata', { isSettled: true, backendCode: code }),
    putWheel(folder, 'bare-pth', { 'bare_pth.pth': `import os; ${code}\n`, 'bare_pth.py': '' }),
    putSdist(folder, 'needs-pth', { requires: ['bare-pth'] }),
    putSdist(folder, 'inner-source', { backendCode: code }),
    putSdist(folder, 'middle-source', { requires: ['inner-source'] }),
    putSdist(folder, 'needs-nested', { requires: ['middle-source'] }),
    putSdist(folder, 'asks-late', { backendCode: 'def get_requires_for_build_wheel(config_settings=None):\n    return ["inner-source"]\n' }),
  ];
}

const NAMED = ['by-setup', 'by-backend', 'by-hook', 'by-static-metadata', 'needs-pth', 'needs-nested', 'asks-late'];
const GUILTY = ['by-setup', 'by-backend', 'by-hook', 'by-static-metadata', 'bare-pth', 'inner-source'];

describe.each(ground().pips.map(({ python, venv }) => ({ pip: python.pip, venv })))('with pip $pip', ({ venv: template }) => {
  const boxWith = (): Sandbox => {
    const box = makeSandbox({ venv: false });
    return { ...box, venv: box.addVenv('environment', template) };
  };

  test('no command runs a line of what it blocks, and every package is told', async () => {
    const box = boxWith();
    const marker = join(box.folder, 'MARKER');
    const index = await openIndex({ files: [...waysIn(join(box.folder, 'files'), markingCode(marker)), fixture('petals', '2.0.0')] });
    for (const command of commandsWith(template)) {
      const done = await box.depsec([...command, '--format', 'json', '-i', index.url, 'petals', ...NAMED], { venv: box.venv });
      expectEnd(done, 1);
      expect(existsSync(marker)).toBe(false);
      const { verdicts } = readRun(done.stdout);
      expect(Object.keys(verdicts)).toEqual(expect.arrayContaining([...NAMED, 'petals']));
      for (const name of GUILTY) expect([name, verdicts[name]]).toEqual([name, 'blocked']);
    }
  });

  test('the same packages work when their code is harmless', async () => {
    const box = boxWith();
    // The backends are started by depsec; what they need is what the pip resolves and installs for them.
    const names = triesAll(template) ? NAMED.filter((name) => name !== 'by-setup') : ['needs-pth', 'needs-nested', 'asks-late'];
    const index = await openIndex({ files: [...waysIn(join(box.folder, 'files'), 'pass').filter(({ project }) => project !== 'bare-pth'), putWheel(join(box.folder, 'files'), 'bare-pth', { 'bare_pth.py': '' })] });
    expectEnd(await box.depsec(['install', '-i', index.url, ...names], { venv: box.venv }), 0);
    const modules = names.map((name) => name.replaceAll('-', '_')).join(', ');
    const used = await runProcess(venvPython(box.venv), ['-c', `import ${modules}`], { cwd: box.cwd, env: {} });
    expect(used).toMatchObject({ code: 0 });
  });
});
