// Compares depsec's readings of every file below some folders with those of Python's zipfile and tarfile, as the family `archives` does
// for archives that it makes itself. For collections of hostile archives, which are not part of this project:
//
//   node test/hostile/archives/corpus.mjs FOLDER...
//
// Files that end in .uu are decoded first. With DEPSEC_LIST=1 in the environment each file's reading is shown. Prints what was read and refused below each folder, and every file that depsec reads although
// Python refuses it or reads something else; then the exit code is 1. Fails, too, when something is written beside the copies, when one
// file takes longer than ten seconds, or when all of it needs more than 1 GB.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const MOST_KILOBYTES = 1_000_000;
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** The readers as they are, bundled so that this Node can load them. */
async function loadReadings(folder) {
  const outfile = join(folder, 'readings.mjs');
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({ absWorkingDir: root, entryPoints: ['test/hostile/archives/readings.ts'], outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', tsconfigRaw: {}, banner });
  return import(pathToFileURL(outfile).href);
}

/** What `begin` and `end` enclose, three bytes to four characters (POSIX uuencode); null for other text. */
function uudecoded(text) {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} ./.test(line));
  if (begin === -1) return null;
  const pieces = [];
  for (const line of lines.slice(begin + 1, lines.indexOf('end', begin))) {
    const sextets = Array.from(line, (character) => (character.charCodeAt(0) - 32) & 63);
    const [length = 0, ...data] = sextets;
    const bytes = [];
    for (let at = 0; at < data.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = data.slice(at, at + 4);
      bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    pieces.push(Buffer.from(bytes.slice(0, length)));
  }
  return Buffer.concat(pieces);
}

async function archivesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.toSorted().map(async (path) => {
      const bytes = await readFile(path);
      return { path, bytes: path.endsWith('.uu') ? (uudecoded(bytes.toString('latin1')) ?? bytes) : bytes };
    }),
  );
}

/** Each under a name of its own, in a folder where nothing else is. */
async function copied(archives, folder) {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    archives.map(async ({ path, bytes }, index) => {
      const copy = join(folder, String(index));
      await writeFile(copy, bytes);
      return { path, copy };
    }),
  );
}

function add(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

async function compare(folder, work) {
  const { depsecReading, difference, pythonReadings } = await loadReadings(work);
  const files = await copied(await archivesBelow(folder), join(work, 'copies'));
  const python = await pythonReadings(files.map(({ copy }) => copy), join(work, 'list'));
  const before = await readdir(work, { recursive: true });
  const outcomes = new Map();
  const problems = [];
  for (const { path, copy } of files) {
    const depsec = await depsecReading(copy, true);
    const expected = python.get(copy);
    add(outcomes, `${'refused' in depsec ? `refused (${depsec.refused})` : 'read'}${'refused' in expected ? '' : ', read by Python'}`);
    const found = difference(depsec, expected);
    if (found !== null) problems.push(`${relative(folder, path)}: ${found}`);
    if (process.env['DEPSEC_LIST']) console.log(relative(folder, path), JSON.stringify(depsec).slice(0, 100));
  }
  if ((await readdir(work, { recursive: true })).join('\n') !== before.join('\n')) problems.push('something was written');
  return { count: files.length, outcomes, problems };
}

async function inTemporaryFolder(use) {
  const work = await mkdtemp(join(tmpdir(), 'depsec-corpus-'));
  try {
    return await use(work);
  } finally {
    await rm(work, { recursive: true });
  }
}

for (const folder of process.argv.slice(2)) {
  const { count, outcomes, problems } = await inTemporaryFolder((work) => compare(folder, work));
  console.log(`${folder}: ${count} files, ${problems.length} differences`);
  for (const [outcome, times] of [...outcomes].toSorted(([, a], [, b]) => b - a)) console.log(`  ${String(times).padStart(5)} ${outcome}`);
  for (const problem of problems) console.log(`  ! ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
const kilobytes = process.resourceUsage().maxRSS;
console.log(`${Math.round(kilobytes / 1000)} MB at most`);
if (kilobytes > MOST_KILOBYTES) process.exitCode = 1;
