// Builds and packs depsec twice, in two folders, at two times, and compares the packages byte by byte: `npm run compare:packs`.
// Both with this shell's umask, since npm packs the modes of files. Only what git knows is copied, so what lies about in a checkout cannot get into a package either. npm may ask the registry for what its cache lacks.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const shell = process.platform === 'win32';
const run = ([program, ...args], cwd, env = {}) => execFileSync(program, args, { cwd, shell, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

function packIn(folder, env) {
  for (const path of run(['git', 'ls-files', '-z'], project).split('\0').filter((name) => name !== '')) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(project, path), join(folder, path));
  }
  run(['npm', 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], folder, env);
  run(['npm', 'pack', '--silent'], folder, env);
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  return {
    package: createHash('sha256').update(readFileSync(join(folder, file))).digest('hex'),
    manifest: createHash('sha256').update(readFileSync(join(folder, 'manifest.sha256'))).digest('hex'),
  };
}

const base = mkdtempSync(join(tmpdir(), 'depsec-packs-'));
try {
  const first = packIn(join(base, 'a'), { SOURCE_DATE_EPOCH: '1700000000', TZ: 'UTC' });
  const second = packIn(join(base, 'a folder', 'further', 'down'), { SOURCE_DATE_EPOCH: '1700000000', TZ: 'Asia/Tokyo' });
  for (const what of ['manifest', 'package']) process.stdout.write(`${what.padEnd(9)}${first[what]}\n         ${second[what]}\n`);
  const isSame = first.manifest === second.manifest && first.package === second.package;
  process.stdout.write(isSame ? 'both are the same\n' : 'they differ\n');
  process.exitCode = isSame ? 0 : 1;
} finally {
  rmSync(base, { recursive: true, force: true });
}
