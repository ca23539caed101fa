// Replaces the wheels that depsec has staged with other files of their names. Ends when its standard input does.
//   node swap-files.mjs always|late RUNS HONEST FOREIGN TEMP      (HONEST and FOREIGN are folders of files of the same names)
// `always`: again and again, by a rename over the file and by writing into it, with foreign bytes and with the honest ones, so that whoever looks
// twice may see one and then the other. `late`: once in each run, when pip has compared all hashes and is about to open the second wheel, which it
// shows by unpacking the first into a folder for --target below TEMP.
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [mode = '', runs = '', honest = '', foreign = '', temp = ''] = process.argv.slice(2);
const names = new Set(readdirSync(honest));
const over = new AbortController();
process.stdin.resume().on('end', () => over.abort());

const GONE = ['ENOENT', 'ENOTDIR', 'EACCES', 'ENOTEMPTY'];
const unlessGone = (work) => {
  try {
    return work();
  } catch (error) {
    if (GONE.includes(error.code)) return undefined;
    throw error;
  }
};

const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

const wheelsBelow = (folder) => {
  const entries = unlessGone(() => readdirSync(folder, { recursive: true, withFileTypes: true })) ?? [];
  return entries.filter((entry) => entry.isFile() && names.has(entry.name)).map((entry) => ({ name: entry.name, path: join(entry.parentPath, entry.name) }));
};

function writeInto({ name, path }, folder) {
  if (existsSync(path)) writeFileSync(path, readFileSync(join(folder, name)), { flag: 'r+' });
}

function moveOver({ name, path }, folder) {
  const beside = join(runs, `swap-${process.pid}`);
  copyFileSync(join(folder, name), beside);
  // Only over what is there: a file that nobody has staged yet is not ours to make.
  if (existsSync(path)) renameSync(beside, path);
}

async function always() {
  let swaps = 0;
  for (let turn = 0; !over.signal.aborted; turn += 1 + Math.floor(Math.random() * 3)) {
    for (const file of wheelsBelow(runs)) {
      unlessGone(() => (turn % 4 < 2 ? writeInto : moveOver)(file, turn % 2 === 0 ? foreign : honest));
      swaps += 1;
    }
    await pause(Math.random() * 4);
  }
  return swaps;
}

const isUnpacking = (name) => existsSync(join(temp, name, 'lib', 'python'));

async function late() {
  const done = new Set();
  while (!over.signal.aborted) {
    const begun = readdirSync(temp).filter((name) => name.startsWith('pip-target-') && !done.has(name) && isUnpacking(name));
    for (const name of begun) {
      done.add(name);
      for (const file of wheelsBelow(runs)) unlessGone(() => moveOver(file, foreign));
    }
    await pause(0);
  }
  return done.size;
}

process.stdout.write('swapping\n');
const swaps = await (mode === 'late' ? late() : always());
process.stdout.write(`${swaps}\n`);
