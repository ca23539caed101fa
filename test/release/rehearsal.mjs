// Rehearses what a newcomer does, on a machine that has nothing: a fresh clone of HEAD, a HOME with only a pip.conf, and on PATH only Node, npm, Python, pip and a shell.
// Both commands of the README, its block, and every command of docs/tour.md, each with the output that is written there.
//   node test/release/rehearsal.mjs [--pip-conf FILE] [--node FILE] [--skip-tests] [--keep] [--update]
// --pip-conf: where packages come from (the one of this user, unless told); --node: the Node of that machine (this one, unless told); --skip-tests: leave out the second command, which takes minutes;
// --keep: leave the folder to look at; --update: write what was printed into docs/tour.md, to be read in the diff.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cleanMachine } from './rehearsal/clean-machine.mjs';
import { openGarden } from './rehearsal/garden.mjs';
import { differenceIn, withOutput, stepsOf } from './rehearsal/transcript.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: options } = parseArgs({ options: { 'pip-conf': { type: 'string' }, node: { type: 'string', default: process.execPath }, 'skip-tests': { type: 'boolean', default: false }, keep: { type: 'boolean', default: false }, update: { type: 'boolean', default: false } } });
const usual = ['.config/pip/pip.conf', '.pip/pip.conf'].map((path) => join(homedir(), path)).find((path) => existsSync(path));
const pipConf = options['pip-conf'] ?? usual;
const read = (path) => readFileSync(join(project, path), 'utf8');

let failures = 0;
let leftOut = 0;
function tell(what, problem) {
  if (problem !== null) failures += 1;
  process.stdout.write(problem === null ? `ok      ${what}\n` : `FAILED  ${what}\n${problem.replaceAll(/^/gm, '        ')}\n`);
}

/** Runs a command that has to end well. */
async function must(machine, command, place) {
  const { code, output } = await machine.run(command, place);
  tell(command, code === 0 ? null : `exit code ${code}\n${output.slice(-3_000)}`);
}

/** Runs the commands of a page one after the other, and compares. Returns the page with what was printed. */
async function follow(machine, page, { hasSqlite, ...place }) {
  let written = page;
  for (const step of stepsOf(page)) {
    if (step.needsSqlite && !hasSqlite) {
      leftOut += 1;
      process.stdout.write(`left    ${step.command} (needs SQLite, which this Node does not have and npm could not add)\n`);
      continue;
    }
    const { code, output } = await machine.run(step.command, place);
    const difference = differenceIn({ ...step, actual: machine.told(output), actualCode: code });
    tell(step.command, difference);
    if (difference !== null) written = withOutput(written, step, { output: machine.told(output), code });
  }
  return written;
}

const [, sheet = ''] = /## Two commands[\s\S]*?```sh\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
const [install, test] = sheet.trim().split('\n').map((line) => line.replace(/ +#.*$/, ''));
const machine = cleanMachine({ project, node: options.node, pipConf: pipConf === undefined ? '' : readFileSync(pipConf, 'utf8') });
try {
  await must(machine, 'python3 -m venv .venv', machine.clone);
  await must(machine, install, machine.clone);
  await must(machine, '.venv/bin/python -c "import flask"', machine.clone);
  if (!options['skip-tests']) await must(machine, test, { ...machine.clone, path: '/usr/bin:/bin' });

  const hasSqlite = (await machine.run('depsec doctor', machine.clone)).output.includes('SQLite (');
  const garden = await openGarden(machine);
  try {
    const readme = garden.ofReadme();
    await must(machine, 'python3 -m venv .venv', readme);
    await follow(machine, read('README.md'), { ...readme, hasSqlite });
    const written = await follow(machine, read('docs/tour.md'), { ...garden.ofTour(), hasSqlite });
    if (options.update) writeFileSync(join(project, 'docs/tour.md'), written);
  } finally {
    await garden.close();
  }
} finally {
  if (options.keep) process.stdout.write(`kept in ${machine.folder}\n`);
  else rmSync(machine.folder, { recursive: true, force: true });
}
const verdict = failures === 0 ? 'all of it as documented' : `${failures} not as documented`;
process.stdout.write(leftOut === 0 ? `${verdict}\n` : `${verdict}; ${leftOut} could not be tried: --node FILE names a Node that has SQLite\n`);
process.exitCode = failures === 0 ? 0 : 1;
