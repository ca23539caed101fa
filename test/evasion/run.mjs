// How many of the evasions that test/evasion/ generates are found today, by source, sink, spelling, encoding, carrier and place, and whether a
// harmless twin of any is blocked. Nothing is run: every sample is written to a temporary folder, read there, and removed.
//   node test/evasion/run.mjs [--misses] [--write FOLDER] [--floor]
// --misses names those that are not blocked, --write keeps the samples in a folder to look at, --floor raises test/evasion/floor.json.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(resolve(here, '..', '..'));
const { values: options } = parseArgs({ options: { misses: { type: 'boolean', default: false }, write: { type: 'string' }, floor: { type: 'boolean', default: false } } });

/** The generator is TypeScript, which Node 20 does not run: it is bundled first. */
async function load() {
  const parts = ['generate', 'benign', 'figures', 'judge-trees'];
  const contents = parts.map((part) => `export * from './${part}.ts';`).join('\n');
  const folder = mkdtempSync(join(tmpdir(), 'depsec-evasion-'));
  try {
    const outfile = join(folder, 'evasion.mjs');
    await build({ stdin: { contents, resolveDir: here }, bundle: true, outfile, format: 'esm', platform: 'node', logLevel: 'error', external: ['tree-sitter', 'tree-sitter-python'], banner: { js: "import { createRequire as made } from 'node:module'; const require = made(import.meta.url);" } });
    return await import(pathToFileURL(outfile));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const { samples, benignTwins, figuresOf, judgeTrees } = await load();
const bad = samples();
const good = benignTwins();
const verdicts = await judgeTrees(bad);
const twins = await judgeTrees(good);
const figures = figuresOf(bad, verdicts);
const percent = (found, total) => `${found}/${total}`.padStart(9) + `${((100 * found) / total).toFixed(0)} %`.padStart(7);

for (const [grouping, groups] of Object.entries(figures)) {
  console.log(`\nby ${grouping}`);
  for (const [name, { found, total }] of Object.entries(groups)) console.log(`  ${name.padEnd(36)}${percent(found, total)}`);
}
const blocked = bad.filter(({ id }) => verdicts.get(id) === 'blocked').length;
const warned = bad.filter(({ id }) => verdicts.get(id) === 'warned').length;
const wronged = good.filter(({ id }) => twins.get(id) === 'blocked');
console.log(`\nfound (blocked) ${percent(blocked, bad.length)}, warned about ${warned}, passed ${bad.length - blocked - warned}`);
console.log(`harmless twins: ${good.length}, blocked ${wronged.length}, warned about ${good.filter(({ id }) => twins.get(id) === 'warned').length}`);
for (const { id } of wronged) console.log(`  blocked: ${id}`);

if (options.misses) {
  console.log('\nnot blocked');
  for (const sample of bad.filter(({ id }) => verdicts.get(id) !== 'blocked')) console.log(`  ${verdicts.get(sample.id)}  ${sample.id}  ${sample.spelling}  ${sample.encoding}  ${sample.carrier}  ${sample.context}`);
}
if (options.write) {
  for (const { id, files } of [...bad, ...good]) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(options.write, id, path)), { recursive: true });
      writeFileSync(join(options.write, id, path), text);
    }
  }
}
if (options.floor) {
  const path = join(here, 'floor.json');
  const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const raised = Object.entries(figures).map(([grouping, groups]) => [grouping, Object.fromEntries(Object.entries(groups).map(([name, { found }]) => [name, Math.max(found, before[grouping]?.[name] ?? 0)]))]);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(raised), null, 2)}\n`);
}
