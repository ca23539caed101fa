// How much malware is found, how much that is harmless is not left alone, and how fast, on archives that are given on the command line:
//   npm run bench:detection -- [--malware GIT_DIR --split FILE] [--benign DIR]... [options]
// GIT_DIR is the git directory of a collection of malicious archives, FILE a table (tabs, with a heading) of those to look at: path, blob, campaign,
// labels (divided by ";" or "|"). A campaign is a cluster of near-identical archives, so recall is a mean over campaigns. DIR holds wheels and sdists.
//   --one-per-campaign   the first archive of each campaign only      --misses FILE   writes what was not blocked
//   --limit N            every so many, N in all, of each collection  --hits FILE     writes what harmless packages were blocked or warned for
//   --max-mb N           leaves larger benign archives out (50)       --batch N       archives for one run of depsec (200)
//   --figures FILE       writes the shares down, as the gate of a release reads them (test/release/detection.json)
//   --timed N            packages that are timed one by one, beside CPython's own parser (python3), of each collection (200; 0 for none)
// Archives are bytes: each is written to a temporary folder for its scan and removed, never unpacked, imported, built or run. Nothing is fetched.
// Intervals are Wilson's, 95 %; a mean over campaigns is taken as a share of the campaigns.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rulesetId } from '../../build.mjs';
import { heading, distribution, share } from './detection/figures.mjs';
import { createScanner } from './detection/scanner.mjs';
import { createTimer } from './detection/timer.mjs';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values: options } = parseArgs({
  options: {
    malware: { type: 'string' }, split: { type: 'string' }, benign: { type: 'string', multiple: true, default: [] }, misses: { type: 'string' }, hits: { type: 'string' }, figures: { type: 'string' },
    'one-per-campaign': { type: 'boolean', default: false }, limit: { type: 'string' }, 'max-mb': { type: 'string', default: '50' }, batch: { type: 'string', default: '200' }, timed: { type: 'string', default: '200' },
  },
});
const usage = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('//')).map((line) => line.slice(3)).join('\n');
const work = mkdtempSync(join(tmpdir(), 'depsec-bench-'));
const figures = { ruleset: rulesetId(), benign: {} };
const scanner = createScanner(join(project, 'bin', 'depsec.js'), work);

const everySoMany = (list, wanted) => (wanted === undefined || list.length <= Number(wanted) ? list : Array.from({ length: Number(wanted) }, (_, index) => list[Math.floor((index * list.length) / Number(wanted))]));

/** Adds what CPython's parser takes for the Python in these archives. */
function addParsed(parsed, files) {
  const run = spawnSync('python3', [join(project, 'test', 'bench', 'detection', 'ast_parse.py')], { input: files.map((file) => `${file}\n`).join(''), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`CPython could not be measured: ${run.stderr}`);
  const { bytes, seconds } = JSON.parse(run.stdout);
  parsed.bytes += bytes;
  parsed.seconds += seconds;
}

/** Scans in batches and hands each item with its result on. `place` makes the file of an item, in the folder of the batch. */
async function inBatches(items, place, each) {
  const speed = { packages: 0, bytes: 0, seconds: 0, each: [], parsed: { bytes: 0, seconds: 0 } };
  const timed = new Set(everySoMany(items, options.timed));
  for (let start = 0; start < items.length; start += Number(options.batch)) {
    const folder = mkdtempSync(join(work, 'batch-'));
    const placed = items.slice(start, start + Number(options.batch)).map((item, index) => ({ item, file: place(item, join(folder, String(index))) }));
    const began = performance.now();
    const results = await scanner.scan(placed.map(({ file }) => file));
    speed.seconds += (performance.now() - began) / 1000;
    for (const { item, file } of placed) {
      speed.packages += 1;
      speed.bytes += statSync(file).size;
      each(item, results.get(file));
    }
    if (Number(options.timed) > 0) {
      const again = placed.filter(({ item }) => timed.has(item)).map(({ file }) => file);
      for (const file of again) speed.each.push(await timer.time(file));
      addParsed(speed.parsed, again);
    }
    rmSync(folder, { recursive: true, force: true });
    if (process.stderr.isTTY) process.stderr.write(`\r${speed.packages} of ${items.length}\r`);
  }
  return speed;
}

function printSpeed({ packages, bytes, seconds, each, parsed }) {
  console.log(`  speed                  ${(packages / seconds).toFixed(1)} packages/s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s of archives`);
  if (each.length === 0) return;
  console.log(`  analysis of one        ${distribution(each)}`);
  const own = each.reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000;
  const rate = (spent) => `${spent.toFixed(1)} s (${(parsed.bytes / 1e6 / spent).toFixed(1)} MB/s of Python)`;
  if (parsed.seconds > 0) console.log(`  all that were timed    ${rate(own)}, unpacking and all; CPython's ast.parse alone takes ${rate(parsed.seconds)}: a ratio of ${(own / parsed.seconds).toFixed(2)}`);
}

function rowsOf(split) {
  const [head, ...lines] = readFileSync(split, 'utf8').trimEnd().split(/\r?\n/).map((line) => line.split('\t'));
  const rows = lines.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
  return options['one-per-campaign'] ? [...new Map(rows.toReversed().map((row) => [row.campaign, row])).values()].toReversed() : rows;
}

const git = (...args) => spawnSync('git', ['--git-dir', options.malware, ...args], { maxBuffer: 2 ** 30 }).stdout;

function placeBlob(row, folder) {
  mkdirSync(folder);
  const file = join(folder, basename(row.path));
  writeFileSync(file, git('cat-file', 'blob', row.blob));
  return file;
}

function grouped(judged) {
  const groups = new Map();
  for (const each of judged) groups.set(each.campaign, [...(groups.get(each.campaign) ?? []), each]);
  return groups;
}

/** Share of the archives of each campaign that are blocked, as a mean over the campaigns. */
function recall(judged) {
  const campaigns = grouped(judged);
  const shares = [...campaigns.values()].map((members) => members.filter(({ verdict }) => verdict === 'blocked').length / members.length);
  return { sum: shares.reduce((sum, each) => sum + each, 0), count: shares.length, none: shares.filter((each) => each === 0).length };
}

const labelsOf = ({ labels }) => labels.split(/[;|]/).map((label) => label.trim()).filter(Boolean);

async function malware() {
  const rows = everySoMany(rowsOf(options.split), options.limit);
  const judged = [];
  const speed = await inBatches(rows, placeBlob, (row, result) => judged.push({ ...row, verdict: result?.verdict ?? 'failed', isUnread: result?.verdict === 'blocked' && !result.findings.some(({ severity }) => severity === 'critical') }));
  const having = (verdict) => judged.filter((each) => each.verdict === verdict).length;
  const all = recall(judged);
  console.log(heading(`malicious archives (collection at ${git('rev-parse', '--short', 'HEAD').toString().trim()}, ${basename(options.split)})`));
  console.log(`  recall by campaign     ${share(all.sum, all.count)}   not found at all: ${all.none}`);
  console.log(`  archives blocked       ${share(having('blocked'), judged.length)}`);
  console.log(`  warned / safe / failed ${having('warned')} / ${having('safe')} / ${having('failed')}`);
  // A depsec that is broken blocks everything: what it cannot read.
  console.log(`  blocked unread         ${judged.filter(({ isUnread }) => isUnread).length}`);
  printSpeed(speed);
  console.log('  recall by label, campaigns that carry it');
  const labels = [...new Set(judged.flatMap(labelsOf))].map((label) => ({ label, of: recall(judged.filter((each) => labelsOf(each).includes(label))) }));
  for (const { label, of } of labels.toSorted((a, b) => b.of.count - a.of.count)) console.log(`    ${label.slice(0, 50).padEnd(52)}${share(of.sum, of.count)}`);
  figures.malicious = { split: basename(options.split), campaigns: all.count, recall: all.sum / all.count, archives: judged.length, blocked: having('blocked') / judged.length };
  if (options.misses) writeFileSync(options.misses, judged.filter(({ verdict }) => verdict !== 'blocked').map(({ verdict, campaign, path, labels }) => `${[verdict, campaign, path, labels].join('\t')}\n`).join(''));
}

const MOST_BYTES = Number(options['max-mb']) * 1e6;

async function benign(folder) {
  const paths = readdirSync(folder).filter((name) => /\.(?:whl|zip|tgz|tar\.\w+)$/.test(name)).toSorted().map((name) => join(resolve(folder), name));
  const files = everySoMany(paths.filter((path) => statSync(path).size <= MOST_BYTES), options.limit);
  const judged = [];
  const speed = await inBatches(files, (path) => path, (path, result) => judged.push({ path, result }));
  const having = (verdict) => judged.filter(({ result }) => result?.verdict === verdict).length;
  console.log(heading(`benign archives in ${basename(resolve(folder))} (${judged.length})`));
  console.log(`  false blocks           ${share(having('blocked'), judged.length)}`);
  console.log(`  false warns            ${share(having('warned'), judged.length)}`);
  figures.benign[basename(resolve(folder))] = { archives: judged.length, blocked: having('blocked') / judged.length, warned: having('warned') / judged.length };
  console.log(`  with gaps / failed     ${judged.filter(({ result }) => (result?.gaps.length ?? 0) > 0).length} / ${judged.filter(({ result }) => result === undefined).length}`);
  printSpeed(speed);
  return judged.filter(({ result }) => result?.verdict !== 'safe').map(({ path, result }) => `${[result?.verdict ?? 'failed', basename(path), ...new Set((result?.findings ?? []).filter(({ severity }) => !['info', 'low'].includes(severity)).map(({ rule, severity }) => `${rule}:${severity}`))].join('\t')}\n`);
}

const timer = createTimer(join(project, 'dist', 'analysis-worker.js'));
try {
  if ((options.malware === undefined) !== (options.split === undefined) || (options.malware === undefined && options.benign.length === 0)) {
    console.error(usage);
    process.exitCode = 2;
  } else {
    if (options.malware !== undefined) await malware();
    const hits = [];
    for (const folder of options.benign) hits.push(...(await benign(folder)));
    if (options.hits) writeFileSync(options.hits, hits.join(''));
    if (options.figures) writeFileSync(options.figures, `${JSON.stringify(figures, null, 2)}\n`);
    console.log(`\npeak memory of one run   ${scanner.peakMegabytes().toFixed(0)} MB (${options.batch} archives at most)`);
  }
} finally {
  await timer.close();
  rmSync(work, { recursive: true, force: true });
}
