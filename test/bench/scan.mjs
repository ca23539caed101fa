// How long `depsec scan` takes for an environment, the first time and every time after, beside `pip inspect`, which only lists it:
//   npm run bench:scan -- --wheels DIR [--packages N] [--rounds N] [--max-mb N]
// An environment is made of N wheels of DIR (200), evenly spaced among those of at most so many megabytes (50) that this Python takes, one
// of each project, without their dependencies. Each round starts with an empty home folder.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: options } = parseArgs({ options: { wheels: { type: 'string' }, packages: { type: 'string', default: '200' }, rounds: { type: 'string', default: '3' }, 'max-mb': { type: 'string', default: '50' } } });
if (options.wheels === undefined) throw new Error('--wheels DIR is missing: a folder of wheels');

const work = mkdtempSync(join(tmpdir(), 'depsec-bench-scan-'));
const environment = join(work, 'env');
const python = join(environment, 'bin', 'python');

function run(program, args, env = {}) {
  const began = performance.now();
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 30, env: { PATH: process.env['PATH'] ?? '', HOME: work, PIP_CONFIG_FILE: '/dev/null', PIP_DISABLE_PIP_VERSION_CHECK: '1', ...env } });
  return { ...done, seconds: (performance.now() - began) / 1000 };
}

/** One wheel of each project, evenly spaced. */
function chosenWheels() {
  const paths = readdirSync(options.wheels).filter((name) => name.endsWith('.whl')).toSorted().map((name) => join(resolve(options.wheels), name)).filter((path) => statSync(path).size <= Number(options['max-mb']) * 1e6);
  const projects = [...new Map(paths.map((path) => [path.split('/').at(-1).split('-')[0].toLowerCase(), path])).values()];
  const wanted = Math.min(Number(options.packages), projects.length);
  return Array.from({ length: wanted }, (_, index) => projects[Math.floor((index * projects.length) / wanted)]);
}

function makeEnvironment() {
  const made = run('python3', ['-m', 'venv', environment]);
  if (made.status !== 0) throw new Error(`no environment: ${made.stderr}`);
  const install = (wheels) => run(python, ['-m', 'pip', 'install', '-q', '--no-index', '--no-deps', ...wheels]);
  const wheels = chosenWheels();
  // All at once where this Python takes them all, which is quick; else one by one, without those that it does not take.
  if (install(wheels).status !== 0) for (const wheel of wheels) install([wheel]);
  return JSON.parse(run(python, ['-m', 'pip', 'list', '--format', 'json']).stdout).length;
}

function scan(home) {
  const done = run(process.execPath, [join(project, 'bin', 'depsec.js'), 'scan', '--python', python, '--offline', '--format', 'json'], { HOME: home });
  const { results } = JSON.parse(done.stdout);
  return { seconds: done.seconds, results };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  const packages = makeEnvironment();
  const times = { inspect: [], cold: [], warm: [] };
  const verdicts = new Map();
  for (let round = 0; round < Number(options.rounds); round += 1) {
    const home = mkdtempSync(join(work, 'home-'));
    times.inspect.push(run(python, ['-m', 'pip', 'inspect']).seconds);
    const [cold, warm] = [scan(home), scan(home)];
    times.cold.push(cold.seconds);
    times.warm.push(warm.seconds);
    if (JSON.stringify(cold.results.map(({ verdict, findings }) => [verdict, findings])) !== JSON.stringify(warm.results.map(({ verdict, findings }) => [verdict, findings]))) throw new Error('the second scan says something else than the first');
    verdicts.clear();
    for (const { verdict } of warm.results) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  const inspect = median(times.inspect);
  console.log(`${packages} packages: ${[...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`);
  for (const [name, seconds] of Object.entries(times)) console.log(`${(name === 'inspect' ? 'pip inspect' : `depsec scan, ${name}`).padEnd(20)}${median(seconds).toFixed(2).padStart(8)} s${(median(seconds) / inspect).toFixed(2).padStart(8)} ×`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
