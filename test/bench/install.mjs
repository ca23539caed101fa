// How long `depsec install` takes beside plain pip, each way of installing from a loopback index into fresh environments.
//   npm run bench:install -- [--index-dir DIR] [--package NAME]... [--rounds N] [--only near|far|audit|start]...
// `near`: cold and warm from DIR, which holds `simple/` pages or archives side by side; without it the test fixtures serve.
// `far`: 25 packages, one of 30 MB, from a server that is 40 ms away and brings 4 MB/s on each connection; cold.
// `audit`: a second audit of 100 packages beside a second dry run of pip. `start`: `depsec --help` beside `node -e 0`.
// A figure of an install counts only where both tools have made the same tree, so trees are compared in every round.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { farAway } from './install/far-away.mjs';
import { tree } from './install/sets.mjs';
import { loadParts } from './load-parts.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const PARTS = ['near', 'far', 'audit', 'start'];
const { values: options } = parseArgs({
  options: {
    'index-dir': { type: 'string' },
    package: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', multiple: true, default: PARTS },
  },
});

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
const row = (name, ...cells) => `${name.padEnd(22)}${cells.map((cell) => cell.padStart(10)).join('')}\n`;

const harness = await loadParts('install');
const ground = await harness.prepare(project);
const box = harness.sandboxOn(ground, { venv: false });
const template = harness.treeOf(ground.venv);
const rounds = Number(options.rounds);
const different = new Set();

/** The ways to install: what is measured, by the words that come before the packages. */
async function waysToInstall() {
  const help = await box.depsec(['install', '--help'], { venv: null });
  const ways = { pip: ['pip', 'install'], depsec: ['depsec', 'install'] };
  return help.output.includes('--one-pass') ? { ...ways, 'depsec --one-pass': ['depsec', 'install', '--one-pass'] } : ways;
}

const ways = await waysToInstall();

/** One timed run. `home` keeps the caches of whoever runs: a new one is a cold one. */
async function timed([tool, ...words], home) {
  mkdirSync(home, { recursive: true });
  const done = await box[tool](words, { env: { HOME: home, DEPSEC_HOME: join(home, '.depsec') } });
  if (done.code !== 0) throw new Error(`${tool} ${words.join(' ')} ended with ${done.code}:\n${done.output}`);
  return done.elapsedMs;
}

function freshEnvironment() {
  rmSync(box.venv, { recursive: true, force: true });
  harness.copyVenv(ground.venv, box.venv);
}

async function install(words, home) {
  freshEnvironment();
  const elapsedMs = await timed(words, home);
  const files = harness.treeOf(box.venv, template);
  const compiled = await harness.compiledCode(box.venv, files, { executable: ground.python.executable, listAt: join(box.folder, 'compiled.json') });
  return { elapsedMs, tree: { ...files, ...compiled } };
}

const differences = (one, other) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]);

/** Installs in every way, in another order each round, so that nobody always finds the warmer disk. Times by way. */
async function compare(words, { turns, homeOf }) {
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  // Round 0 is not counted: it fills the disk cache and the caches that warm runs keep.
  for (let number = 0; number <= turns; number += 1) {
    const trees = {};
    for (const way of number % 2 === 0 ? Object.keys(ways) : Object.keys(ways).toReversed()) {
      const { elapsedMs, tree: made } = await install([...ways[way], ...words], homeOf(way, number));
      if (number > 0) times[way].push(elapsedMs);
      trees[way] = made;
    }
    for (const way of Object.keys(ways)) for (const name of differences(trees.pip, trees[way])) different.add(`${way}: ${name}`);
  }
  return times;
}

function show(title, times, goals) {
  const base = median(times[Object.keys(times)[0]]);
  process.stdout.write(`${title}\n${row('', 'seconds', 'ratio', 'goal')}`);
  for (const [name, all] of Object.entries(times)) process.stdout.write(row(name, seconds(median(all)), (median(all) / base).toFixed(2), goals[name] ?? ''));
  process.stdout.write('\n');
}

const homes = mkdtempSync(join(box.folder, 'homes-'));
const cold = (way, number) => mkdtempSync(join(homes, `${way}-${number}-`));
const warm = (name) => (way) => join(homes, `${name}-${way}`);

function builtFiles(releases, folder) {
  return releases.map((release) => harness.putFile(join(box.folder, folder), harness.buildWheel(release), release));
}

async function near() {
  const index = options['index-dir'] ? await harness.serveFolder(resolve(options['index-dir'])) : await harness.startIndex({ files: ground.files, metadata: true });
  const packages = options.package ?? (options['index-dir'] ? ['flask'] : ['sunflower[bloom]', 'umlaut-garden']);
  const words = ['-i', index.url, ...packages];
  show(`${packages.join(' ')}, nothing kept`, await compare(words, { turns: rounds, homeOf: cold }), { depsec: '1.40', 'depsec --one-pass': '1.15' });
  show(`${packages.join(' ')}, kept from a run before`, await compare(words, { turns: rounds, homeOf: warm('near') }), { depsec: '1.25', 'depsec --one-pass': '1.08' });
  await index.close();
}

async function far() {
  const index = await harness.startIndex({ files: builtFiles(tree(25, { bigMegabytes: 30 }), 'far'), metadata: true });
  const away = await farAway(index.port, { roundTripMs: 40, bytesPerSecond: 4_000_000 });
  const words = ['-i', index.url.replace(String(index.port), String(away.port)), 'garden-bed-0'];
  show('25 packages, one of 30 MB, from far away, nothing kept', await compare(words, { turns: Math.max(1, Math.min(3, rounds)), homeOf: cold }), { depsec: '1.00', 'depsec --one-pass': '0.85' });
  await Promise.all([away.close(), index.close()]);
}

async function audit() {
  const index = await harness.startIndex({ files: builtFiles(tree(100), 'audit'), metadata: true });
  const words = ['-i', index.url, 'garden-bed-0'];
  const report = join(box.folder, 'report.json');
  const tools = { 'pip, dry run': ['pip', 'install', '--dry-run', `--report=${report}`, ...words], 'depsec audit': ['depsec', 'audit', ...words] };
  const times = Object.fromEntries(Object.keys(tools).map((name) => [name, []]));
  freshEnvironment();
  for (let number = 0; number <= rounds; number += 1) {
    for (const [name, command] of Object.entries(tools)) {
      const elapsedMs = await timed(command, join(homes, `audit-${command[0]}`));
      if (number > 0) times[name].push(elapsedMs);
    }
  }
  show('100 packages that are known', times, { 'depsec audit': '1.20' });
  await index.close();
}

async function start() {
  const where = { cwd: box.cwd, env: { PATH: process.env.PATH ?? '', HOME: box.home } };
  const times = { 'node -e 0': [], 'depsec --help': [] };
  const programs = { 'node -e 0': ['-e', '0'], 'depsec --help': [join(project, 'bin', 'depsec.js'), '--help'] };
  for (let turn = 0; turn < 15; turn += 1) {
    for (const [name, words] of Object.entries(programs)) times[name].push((await harness.runProcess(process.execPath, words, where)).elapsedMs);
  }
  show('start', times, { 'depsec --help': '1.20' });
}

try {
  process.stdout.write(`Python ${ground.python.version} · pip ${ground.python.pip} · ${rounds} rounds, medians\n\n`);
  const parts = { near, far, audit, start };
  for (const name of PARTS) if (options.only.includes(name)) await parts[name]();
  const shown = [...different].toSorted().slice(0, 20).join('\n  ');
  process.stdout.write(different.size === 0 ? 'installed trees: equal in every round\n' : `installed trees DIFFER, the figures do not count:\n  ${shown}\n`);
  process.exitCode = different.size === 0 ? 0 : 1;
} finally {
  rmSync(ground.folder, { recursive: true, force: true });
}
