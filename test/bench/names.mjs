// How often names are flagged, and how long it takes. Nothing is fetched; the files are given on the command line:
//   npm run bench:names -- --squats squats.csv --public all-projects.tsv [--malicious names.txt] [--sample 20000] [--show]
// squats.csv: name,target,... with a heading; all-projects.tsv: the name first on each line, with a heading; names.txt: a name a line.
// Ends with 1 when a row is beyond what design and README promise.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadParts } from './load-parts.mjs';

const { values: options } = parseArgs({
  options: { squats: { type: 'string' }, public: { type: 'string' }, malicious: { type: 'string' }, sample: { type: 'string', default: '20000' }, show: { type: 'boolean', default: false } },
});
const LIST = 'data/pypi-ranks.tsv';

const { loadPopularNames, isPackageName, parsePackageName, projectJudge, rules, initialSettings } = await loadParts('names');
const linesOf = (path) => readFileSync(path, 'utf8').split('\n').filter(Boolean);
const names = (texts) => texts.filter(isPackageName).map(parsePackageName);
const ranked = linesOf(LIST).map((line) => line.split('\t')).map(([rank, name]) => ({ rank: Number(rank), name: parsePackageName(name) }));

function timed(label, work) {
  const start = performance.now();
  const result = work();
  console.log(`${label.padEnd(44)}${(performance.now() - start).toFixed(2)} ms`);
  return result;
}

// A fixed sequence, so that two runs look at the same names.
function sampleOf(all, size) {
  let state = 20_261_121;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return Array.from({ length: size }, () => all[Math.floor(next() * all.length)]);
}

const popular = loadPopularNames(LIST);
const isListed = new Set(ranked.map(({ name }) => name));
const unlisted = parsePackageName('some-name-that-nobody-has-listed');
timed('first question about a rank (reads the list)', () => popular.rankOf(unlisted));
timed('first look-up (lays out the index)', () => popular.similarTo(unlisted));
console.log();
console.log(`${'names'.padEnd(40)}${'asked'.padStart(8)}${'strong'.padStart(16)}${'strong + middle'.padStart(18)}${'µs each'.padStart(10)}`);

const broken = [];

// `promise`: the least and the most share of flagged names, in percent.
function row(label, list, { promise, ...settings } = {}) {
  const start = performance.now();
  const found = list.map((name) => ({ name, similar: popular.similarTo(name, settings) })).filter(({ similar }) => similar !== null);
  const micros = ((performance.now() - start) * 1000) / Math.max(1, list.length);
  const share = (count) => `${count} (${((100 * count) / Math.max(1, list.length)).toFixed(2)} %)`;
  const strong = found.filter(({ similar }) => similar.strength === 'strong').length;
  console.log(`${label.padEnd(40)}${String(list.length).padStart(8)}${share(strong).padStart(16)}${share(found.length).padStart(18)}${micros.toFixed(0).padStart(10)}`);
  const percent = (100 * found.length) / Math.max(1, list.length);
  if (promise && (percent < promise[0] || percent > promise[1])) broken.push(`${label}: ${percent.toFixed(2)} % are flagged, promised are ${promise.join(' to ')} %`);
  if (options.show) for (const { name, similar } of found) console.log(`    ${similar.strength} ${similar.difference}: ${name} ~ ${similar.name} (${similar.rank})`);
}

if (options.squats) {
  const pairs = linesOf(options.squats).slice(1).map((line) => line.split(','));
  const reachable = pairs.filter(([, target]) => (popular.rankOf(parsePackageName(target)) ?? Infinity) <= 5_000);
  row('squats of the top 5,000', names(reachable.map(([name]) => name)), { promise: [85, 100] });
}
if (options.malicious) row('known malicious names', [...new Set(names(linesOf(options.malicious)))].filter((name) => popular.rankOf(name) === null));
if (options.public) {
  const all = names(linesOf(options.public).slice(1).map((line) => line.split('\t')[0])).filter((name) => !isListed.has(name));
  row('random projects outside the list', sampleOf(all, Number(options.sample)), { promise: [0, 0.3] });
}
row('ranks 5,001 to 15,000, exemption off', ranked.filter(({ rank }) => rank > 5_000).map(({ name }) => name), { exemptRank: 0, promise: [0, 1.3] });
row('ranks 1 to 5,000', ranked.filter(({ rank }) => rank <= 5_000).map(({ name }) => name), { promise: [0, 0] });

// All of tier 1 without network: name, rules about the project, composite risk.
const judge = projectJudge({ names: popular, configuration: { settings: initialSettings }, rules, isPinned: () => false, lockedAs: () => null, nowMs: () => 0 });
const subjects = sampleOf(ranked, 2_000).map(({ name }) => `${name}x`).filter(isPackageName).map(parsePackageName);
// Processor time, since other work on the machine says nothing about ours.
const started = process.cpuUsage();
for (const name of subjects) judge({ name, version: '1.0', requested: false }, { advisories: [], project: null, gaps: [] }, []);
const { user, system } = process.cpuUsage(started);
const each = (user + system) / 1000 / subjects.length;
console.log(`\ntier 1 without network: ${each.toFixed(2)} ms for each of ${subjects.length} unlisted names`);
if (each > 2) broken.push(`tier 1 takes ${each.toFixed(2)} ms for a package, promised are 2`);
for (const line of broken) console.error(line);
process.exitCode = broken.length > 0 ? 1 : 0;
