// How long `depsec install` takes beside plain pip, cold and warm, from one loopback index into fresh environments.
//   npm run bench:install -- [--index-dir DIR] [--package NAME]... [--rounds N]
// DIR holds `simple/` pages or archives side by side; without it the test fixtures serve. A figure counts only where
// both tools have made the same tree, so trees are compared in every round.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: options } = parseArgs({
  options: {
    'index-dir': { type: 'string' },
    package: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
  },
});

/** The harness is TypeScript, which Node 20 does not run: it is bundled first. */
async function loadHarness() {
  const parts = ['prepare', 'sandbox', 'index-server', 'folder-server', 'tree', 'python', 'run-process'];
  const contents = parts.map((part) => `export * from './${part}.ts';`).join('\n');
  const bundled = await build({
    stdin: { contents, resolveDir: join(project, 'test', 'support') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const text = bundled.outputFiles[0]?.text ?? '';
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
const row = (name, time, base) => `${name.padEnd(16)}${time.padStart(9)}${base.padStart(18)}`;
const ratio = (one, other) => (one / other).toFixed(2);

const harness = await loadHarness();
const ground = await harness.prepare(project);
const box = harness.sandboxOn(ground, { venv: false });
const index = options['index-dir'] ? await harness.serveFolder(resolve(options['index-dir'])) : await harness.startIndex({ files: ground.files, metadata: true });
const packages = options.package ?? (options['index-dir'] ? ['flask'] : ['sunflower[bloom]', 'umlaut-garden']);
const template = harness.treeOf(ground.venv);

/** One timed install into a fresh environment. `home` keeps the caches of whoever runs: a new one is a cold one. */
async function install(tool, home) {
  rmSync(box.venv, { recursive: true, force: true });
  harness.copyVenv(ground.venv, box.venv);
  mkdirSync(home, { recursive: true });
  const env = { HOME: home, DEPSEC_HOME: join(home, '.depsec') };
  const done = await box[tool](['install', '-i', index.url, ...packages], { env });
  if (done.code !== 0) throw new Error(`${tool} install ended with ${done.code}:\n${done.output}`);
  const files = harness.treeOf(box.venv, template);
  const compiled = await harness.compiledCode(box.venv, files, { executable: ground.python.executable, listAt: join(box.folder, 'compiled.json') });
  return { elapsedMs: done.elapsedMs, tree: { ...files, ...compiled } };
}

const differences = (one, other) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]).toSorted();

const times = { 'pip cold': [], 'depsec cold': [], 'pip warm': [], 'depsec warm': [] };
const different = new Set();

async function round(number) {
  const trees = {};
  // Who goes first changes from round to round, so that neither always finds the warmer disk.
  const tools = number % 2 === 0 ? ['pip', 'depsec'] : ['depsec', 'pip'];
  for (const state of ['cold', 'warm']) {
    for (const tool of tools) {
      const home = join(box.folder, state === 'cold' ? `${tool}-${number}` : `${tool}-kept`);
      const { elapsedMs, tree } = await install(tool, home);
      if (number > 0) times[`${tool} ${state}`].push(elapsedMs);
      trees[tool] = tree;
    }
    for (const name of differences(trees.pip, trees.depsec)) different.add(name);
  }
}

async function startTimes(count) {
  const starts = { help: [], node: [] };
  const where = { cwd: box.cwd, env: { PATH: process.env.PATH ?? '', HOME: box.home } };
  for (let turn = 0; turn < count; turn += 1) {
    const node = await harness.runProcess(process.execPath, ['-e', '0'], where);
    const help = await harness.runProcess(process.execPath, [join(project, 'bin', 'depsec.js'), '--help'], where);
    starts.node.push(node.elapsedMs);
    starts.help.push(help.elapsedMs);
  }
  return { help: median(starts.help), node: median(starts.node) };
}

try {
  const rounds = Number(options.rounds);
  // Round 0 is not counted: it fills the disk cache and the caches that the warm runs keep.
  for (let number = 0; number <= rounds; number += 1) await round(number);
  const { help, node } = await startTimes(15);
  const at = (name) => median(times[name]);
  process.stdout.write([
    `install ${packages.join(' ')} · Python ${ground.python.version} · pip ${ground.python.pip} · ${rounds} rounds, medians`,
    row('', 'seconds', 'ratio'),
    row('pip, cold', seconds(at('pip cold')), '1.00'),
    row('depsec, cold', seconds(at('depsec cold')), `${ratio(at('depsec cold'), at('pip cold'))} × pip`),
    row('pip, warm', seconds(at('pip warm')), '1.00'),
    row('depsec, warm', seconds(at('depsec warm')), `${ratio(at('depsec warm'), at('pip warm'))} × pip`),
    row('node -e 0', seconds(node), '1.00'),
    row('depsec --help', seconds(help), `${ratio(help, node)} × node`),
    different.size === 0 ? 'installed trees: equal in every round' : `installed trees DIFFER, the figures do not count:\n  ${[...different].slice(0, 20).join('\n  ')}`,
    '',
  ].join('\n'));
  process.exitCode = different.size === 0 ? 0 : 1;
} finally {
  await index.close();
  rmSync(ground.folder, { recursive: true, force: true });
}
