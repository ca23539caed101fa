import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ground, makeSandbox } from '../support/given.js';
import { parseObject, recordsAt, stringAt } from '../support/json.js';
import { plainEnvironment } from '../support/python.js';
import { runProcess } from '../support/run-process.js';

const MANIFEST = 'manifest.sha256';

function packedPaths(project: string): readonly string[] {
  const lines = readFileSync(join(project, MANIFEST), 'utf8').trimEnd().split('\n').map((line) => line.slice(66));
  return [...lines.filter((path) => !path.startsWith('node_modules/')), MANIFEST];
}

/** depsec as npm would have installed it without optional packages, in a project that is removed when the test ends. */
function installedCopy(): string {
  const { project } = ground();
  const base = mkdtempSync(join(tmpdir(), 'depsec-verify-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const root = join(base, 'node_modules', 'depsec');
  for (const path of packedPaths(project)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(join(project, path), join(root, path));
  }
  writeFileSync(join(base, 'package.json'), '{}');
  return root;
}

const verify = (root: string, ...args: readonly string[]): ReturnType<typeof runProcess> =>
  runProcess(process.execPath, [join(root, 'bin', 'depsec.js'), 'verify', ...args], { cwd: dirname(root), env: plainEnvironment() });

test('an installation verifies until a file of it is changed', async () => {
  const root = installedCopy();
  const clean = await verify(root);
  expect(clean).toMatchObject({ code: 0, stderr: '' });
  expect(clean.stdout).toContain('npm, for one project');

  writeFileSync(join(root, 'data', 'README.md'), ' ', { flag: 'a' });
  const changed = await verify(root, '--format', 'json');
  expect(changed.code).toBe(1);
  expect(JSON.parse(changed.stdout)).toMatchObject({ verified: false, source: { kind: 'local' }, mismatches: [{ kind: 'changed', path: 'data/README.md' }] });
});

test('a file that every other command needs may be missing, and one too many lie there: both are named', async () => {
  const root = installedCopy();
  rmSync(join(root, 'dist', 'work.js'));
  writeFileSync(join(root, 'dist', 'extra.js'), '');
  const { code, stdout, stderr } = await verify(root, '--quiet');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/unexpected dist\/extra\.js\n +missing +dist\/work\.js\n/);
});

test('without a manifest nothing is verified, and that is no pass', async () => {
  const root = installedCopy();
  rmSync(join(root, MANIFEST));
  const { code, stdout, stderr } = await verify(root);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(`${MANIFEST}, the list of depsec's files, is missing`);
});

test('a package is not what verify takes; audit is named instead', async () => {
  const { code, stdout, stderr } = await makeSandbox({ venv: false }).depsec(['verify', 'flask']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('depsec: verify checks depsec itself, and takes no package: "flask"\n  → to judge what pip would install: depsec audit flask\n');
});

/** npm in the project's folder; on Windows it is a script, which only a shell starts. */
const npm = (project: string, args: readonly string[]): ReturnType<typeof runProcess> => {
  const [program, before] = process.platform === 'win32' ? (['cmd', ['/c', 'npm']] as const) : (['npm', []] as const);
  return runProcess(program, [...before, ...args], { cwd: project, env: { ...plainEnvironment(), npm_config_update_notifier: 'false' } });
};

test('npm packs exactly what the manifest lists, and the manifest', async () => {
  const { project } = ground();
  const { code, stdout } = await npm(project, ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline']);
  expect(code).toBe(0);
  const [packed] = recordsAt(parseObject(`{ "packed": ${stdout} }`), 'packed');
  const paths = recordsAt(packed ?? {}, 'files').map((file) => stringAt(file, 'path'));
  expect(paths.toSorted()).toEqual(packedPaths(project).toSorted());
});
