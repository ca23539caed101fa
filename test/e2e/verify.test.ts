import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ground, makeSandbox } from '../support/given.js';
import { parseObject, recordsAt, stringAt } from '../support/json.js';
import { plainEnvironment } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';

const MANIFEST = 'manifest.sha256';

function packedPaths(project: string): readonly string[] {
  const lines = readFileSync(join(project, MANIFEST), 'utf8').trimEnd().split('\n').map((line) => line.slice(66));
  return [...lines.filter((path) => !path.startsWith('node_modules/')), MANIFEST];
}

/** npm in this folder; on Windows it is a script, which only a shell starts. */
async function npm(cwd: string, args: readonly string[]): Promise<string> {
  const [program, before] = process.platform === 'win32' ? (['cmd', ['/c', 'npm']] as const) : (['npm', []] as const);
  const done = await runProcess(program, [...before, ...args], { cwd, env: { ...plainEnvironment(), npm_config_update_notifier: 'false' } });
  expect(done).toMatchObject({ code: 0 });
  return done.stdout;
}

const base = mkdtempSync(join(tmpdir(), 'depsec-verify-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

// The registry is not asked: what is optional is left out, and all else is bundled.
beforeAll(async () => {
  const [packed] = recordsAt(parseObject(`{ "packed": ${await npm(ground().project, ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', base])} }`), 'packed');
  writeFileSync(join(base, 'package.json'), '{}');
  await npm(base, ['install', '--offline', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', `./${stringAt(packed ?? {}, 'filename')}`]);
});

/** depsec as npm has installed it from its package, in a project that is removed when the test ends. */
function installedCopy(): string {
  const folder = mkdtempSync(join(base, 'project-'));
  cpSync(join(base, 'node_modules'), join(folder, 'node_modules'), { recursive: true });
  copyFileSync(join(base, 'package.json'), join(folder, 'package.json'));
  return join(folder, 'node_modules', 'depsec');
}

const verify = (root: string, ...args: readonly string[]): ReturnType<typeof runProcess> =>
  runProcess(process.execPath, [join(root, 'bin', 'depsec.js'), 'verify', ...args], { cwd: dirname(root), env: plainEnvironment() });

test('an installation of the npm package verifies until one byte of it is changed', async () => {
  const root = installedCopy();
  const clean = await verify(root);
  expect(clean).toMatchObject({ code: 0, stderr: '' });
  expect(clean.stdout).toContain('npm, for one project');

  const path = join(root, 'data', 'README.md');
  const bytes = readFileSync(path);
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(path, bytes);
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

test('npm packs exactly what the manifest lists, and the manifest', async () => {
  const { project } = ground();
  const [packed] = recordsAt(parseObject(`{ "packed": ${await npm(project, ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'])} }`), 'packed');
  const paths = recordsAt(packed ?? {}, 'files').map((file) => stringAt(file, 'path'));
  expect(paths.toSorted()).toEqual(packedPaths(project).toSorted());
});
