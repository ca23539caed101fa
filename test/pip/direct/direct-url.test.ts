import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { serve } from '../../platform/loopback.js';
import { runProcess } from '../../support/runs/run-process.js';
import { findPython, makeVenv, plainEnvironment, sitePackages, venvPython } from '../../support/runs/python.js';
import { writeTarGz } from '../../support/archives/tar-writer.js';
import { git, lay, makeRepository, obtain, temporaryFolder, userEnvironment } from './workbench.js';

// A build backend that needs nothing, so that pip builds without an index.
const backend = (name: string): string => `import os, zipfile
def build_wheel(folder, config_settings=None, metadata_directory=None):
    info = "${name}-1.0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, "${name}-1.0-py3-none-any.whl"), "w") as wheel:
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: ${name}\\nVersion: 1.0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", info + "METADATA,,\\n" + info + "WHEEL,,\\n" + info + "RECORD,,\\n")
    return "${name}-1.0-py3-none-any.whl"
build_editable = build_wheel
`;

const project = (name: string, below = ''): Record<string, string> => ({
  [`${below}pyproject.toml`]: `[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n[project]\nname = "${name}"\nversion = "1.0"\n`,
  [`${below}backend.py`]: backend(name),
});

/** The argument for pip with its `-e` where there is one, by the name of the project that it leads to. */
async function forms(root: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const folder = (name: string, below = ''): string => lay(join(root, name), project(name, below));
  const archive = (name: string): string => {
    const path = join(root, `${name}-1.0.tar.gz`);
    writeFileSync(path, writeTarGz(Object.entries(project(name)).map(([file, text]) => ({ name: `${name}-1.0/${file}`, data: Buffer.from(text) }))));
    return path;
  };
  const repository = (name: string, below = ''): string => makeRepository(join(root, name), project(name, below));
  const served = archive('served');
  const { url } = await serve((_, response) => response.end(readFileSync(served)));
  git(repository('tagged'), 'tag', 'v1');
  folder('odd name+(1)');
  lay(join(root, 'odd name+(1)'), project('odd'));
  folder('plain');
  folder('editable');
  return {
    plain: ['./plain'],
    odd: ['./odd name+(1)'],
    inner: [`file://${folder('inner', 'src/')}#subdirectory=src`],
    editable: ['-e', './editable'],
    packed: [`./${archive('packed').slice(root.length + 1)}`],
    fileurl: [pathToFileURL(archive('fileurl')).href],
    served: [`${url.replace('//', '//user:hidden@')}/served-1.0.tar.gz`],
    headed: [`git+file://${repository('headed')}`],
    tagged: [`git+file://${join(root, 'tagged')}@v1`],
    deep: [`git+file://${repository('deep', 'src/')}@main#egg=deep&subdirectory=src`],
  };
}

const withoutDigests = (json: Readonly<Record<string, unknown>>): unknown => ({ ...json, ...('archive_info' in json ? { archive_info: {} } : {}) });

test('direct_url.json holds what the pip of this machine writes', async () => {
  const root = temporaryFolder();
  const given = await forms(root);
  const python = await findPython();
  const venv = join(temporaryFolder(), 'venv');
  await makeVenv(python, venv, { pip: true });
  const env = userEnvironment(temporaryFolder(), plainEnvironment());
  const done = await runProcess(venvPython(venv), ['-m', 'pip', 'install', '--no-index', '--no-deps', '--no-cache-dir', '--disable-pip-version-check', ...Object.values(given).flat()], { cwd: root, env });
  expect(done.output).toContain('Successfully installed');
  const packages = sitePackages(venv, python);
  const written = Object.fromEntries(readdirSync(packages).filter((name) => /^[a-z]+-1\.0\.dist-info$/.test(name)).map((name) => [name.split('-')[0], withoutDigests(JSON.parse(readFileSync(join(packages, name, 'direct_url.json'), 'utf8')))]));
  const ours: [string, unknown][] = [];
  for (const [name, words] of Object.entries(given)) ours.push([name, (await obtain(words.at(-1) ?? '', { cwd: root, editable: words[0] === '-e' })).directUrl]);
  expect(Object.fromEntries(ours)).toEqual(written);
});
