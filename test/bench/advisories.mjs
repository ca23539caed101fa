// How long it takes to look dependencies up in what ships, without network: 10,000 fabricated ones, in a fresh process. Exits 1 above the budget.
//   node test/bench/advisories.mjs [--count 10000] [--budget-ms 1000]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadParts } from './load-parts.mjs';

const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' }, 'budget-ms': { type: 'string', default: '1000' } } });
const FILE = 'data/advisories.txt';
const PER_PACKAGE_MS = 2;

// Three of four names have advisories, in a version between or at those that the records name: far more than any real list has.
function fabricate(count) {
  const projects = readFileSync(FILE, 'utf8').split('\n').slice(1, -1).map((line) => line.split('\t'));
  const known = projects.map(([name, records]) => ({ name, versions: JSON.parse(records).flatMap(({ affected }) => affected.flatMap(({ versions, ranges }) => [...versions, ...ranges.flat().map(([, version]) => version)])) }));
  return Array.from({ length: count }, (_, index) => {
    const { name, versions } = known[index % known.length];
    const version = versions[Math.floor(index / 7) % versions.length] ?? '1';
    return index % 4 === 0 ? { name: `fabricated-${index}`, version } : { name, version: index % 3 === 0 ? `${version}.${index}` : version };
  });
}

const { openOfflineAdvisories, createEvaluator, loadPopularNames } = await loadParts('advisories');
const count = Number(values.count);
const dependencies = fabricate(count);

function timed(label, work) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const used = (user + system) / 1000;
  console.log(`${label.padEnd(60)}${ms.toFixed(0).padStart(7)} ms${used.toFixed(0).padStart(7)} ms of processor`);
  // On a busy machine the clock counts what others do; the work itself is one thread.
  return { result, ms: Math.min(ms, used) };
}

const offline = openOfflineAdvisories({ snapshotFile: FILE });
const evaluate = createEvaluator();
timed('the first look-up (reads the file)', () => evaluate('flask', offline.answer('flask').records)('1.0'));
const { result, ms } = timed(`${count} dependencies`, () => dependencies.reduce((found, { name, version }) => found + evaluate(name, offline.answer(name).records)(version).advisories.length, 0));
const names = loadPopularNames('data/pypi-ranks.tsv');
const tier = timed(`the same with the look at their names (tier 1)`, () => dependencies.forEach(({ name, version }) => {
  names.similarTo(name);
  evaluate(name, offline.answer(name).records)(version);
}));
console.log(`${result} advisories; ${(tier.ms / count).toFixed(3)} ms for each package in tier 1`);
if (ms > Number(values['budget-ms']) || tier.ms / count > PER_PACKAGE_MS) {
  console.error('above the budget');
  process.exitCode = 1;
}
